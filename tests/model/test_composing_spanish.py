"""Spanish sentences that can be read aloud to a family, from parts as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soptui.model.alphabet import Section, form_of
from soptui.model.composing import Composer
from soptui.model.speech import Speech
from soptui.model.text import cleaned
from soptui.wording import load_wording
from tests.model.test_composing import words
from tests.strategies import lines

SPANISH = load_wording("es")
DANGER, HARM = Section.DANGER_STATEMENT, Section.HARM_STATEMENT
ACT, GOAL, STEP = Section.ACT_OF_PROTECTION, Section.SAFETY_GOAL, Section.NEXT_STEP
STATEMENTS = [DANGER, HARM, ACT, GOAL, STEP]


def said(section: Section, *parts: str) -> str:
    return SPANISH.composer.sentence(section, parts)


@pytest.mark.parametrize(
    ("section", "sentence"),
    [
        (
            HARM,
            "Se reportó que Daniel (papá) el 3 de marzo tomó y manejó a casa con Mateo. Mateo se"
            " cortó la frente: cuatro puntadas.",
        ),
        (
            DANGER,
            "A la abuela Rosa y a la agencia les preocupa esto: Daniel podría manejar después de"
            " tomar cuando recoge a Mateo los viernes, y Mateo podría salir muy lastimado en un"
            " choque. Daniel lo ve de otra manera: dice que pasó una sola vez.",
        ),
        (ACT, "Ana llamó a Rosa antes de tomar tres viernes de noviembre (visto por Rosa)."),
        (
            GOAL,
            "Daniel va a trabajar con la abuela Rosa, Leo y la agencia para mostrar que Leo lleva"
            " a Mateo cuando Daniel ha tomado, de manera que Mateo viaje siempre con alguien que"
            " no ha tomado. Necesitamos ver esto durante seis meses seguidos.",
        ),
        (
            STEP,
            "Poner el plan del viernes en el refrigerador · Rosa · vie 4 dic · la trabajadora"
            " social lo revisa",
        ),
    ],
)
def test_the_examples_make_a_good_sentence(section: Section, sentence: str) -> None:
    form = form_of(section)
    hints = [SPANISH.part(form, at).hint for at in range(len(form.parts))]

    assert said(section, *hints) == sentence


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (("Se reportó que", "Daniel", "golpeó a Mateo."), "Se reportó que Daniel golpeó a Mateo."),
        (
            ("La maestra supo", "que Ray", "empujó a Teresa", "se cayó"),
            "La maestra supo que Ray empujó a Teresa. El niño o la niña se cayó.",
        ),
        (
            ("Se reportó", "El papá", "empujó a Leo", "Así que Leo se cayó."),
            "Se reportó que el papá empujó a Leo, así que Leo se cayó.",
        ),
        (("", "Ana", "tomó", "no durmió"), "Ana tomó. El niño o la niña no durmió."),
        (("", "", "empujó a Leo", "Leo lloró"), "… empujó a Leo. Leo lloró."),
        (("", "Ray", "gritó «¡ya!»", "Lily dijo “¡no!”"), "Ray gritó «¡ya!» Lily dijo “¡no!”"),
    ],
)
def test_harm_statements(parts: tuple[str, ...], sentence: str) -> None:
    assert said(HARM, *parts) == sentence


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (
            ("la agencia", "Ana podría tomar", "cuando Leo no está", "María podría lastimarse"),
            "A la agencia le preocupa esto: Ana podría tomar cuando Leo no está, y María podría"
            " lastimarse.",
        ),
        (("la agencia", "que Ana tome"), "A la agencia le preocupa que Ana tome."),
        (("A Rosa le preocupa que", "Ana tome"), "A Rosa le preocupa que Ana tome."),
        (("A Rosa le preocupa", "que Ana tome"), "A Rosa le preocupa que Ana tome."),
        (("A Rosa le preocupa", "Ana toma."), "A Rosa le preocupa: Ana toma."),
        (("A Rosa le preocupa esto:", "Ana toma"), "A Rosa le preocupa esto: Ana toma."),
        (
            ("Rosa y su mamá están preocupadas porque", "Ana toma", "", "lastimarse"),
            "Rosa y su mamá están preocupadas porque Ana toma, y el niño o la niña podría"
            " lastimarse.",
        ),
        (
            ("Rosa está preocupada porque", "que Ana tome"),
            "Rosa está preocupada porque que Ana tome.",
        ),
        (("Rosa", "esto: que Ana tome"), "A Rosa le preocupa esto: que Ana tome."),
        (("Al abuelo", "él toma"), "Al abuelo le preocupa esto: él toma."),
        (("El abuelo, Inés", "él toma"), "Al abuelo y a Inés les preocupa esto: él toma."),
        (("a Rosa y Leo", "él toma"), "A Rosa y a Leo les preocupa esto: él toma."),
        (("Rosa e Inés", "él toma"), "A Rosa y a Inés les preocupa esto: él toma."),
        (("Rosa, Leo, y Ana", "él toma"), "A Rosa, a Leo, y a Ana les preocupa esto: él toma."),
        (
            ("Rosa (tía, 52), Leo", "él toma"),
            "A Rosa (tía, 52) y a Leo les preocupa esto: él toma.",
        ),
        (
            ("la maestra de los niños", "él toma"),
            "A la maestra de los niños le preocupa esto: él toma.",
        ),
        (("los abuelos", "él toma"), "A los abuelos les preocupa esto: él toma."),
        (("Nosotros", "él toma"), "A nosotros nos preocupa esto: él toma."),
        (("Rosa y yo", "él toma"), "A Rosa y a mí nos preocupa esto: él toma."),
        (("Yo", "él toma"), "A mí me preocupa esto: él toma."),
        (
            ("el Departamento de Niños y Familias", "él toma"),
            "Al Departamento de Niños y Familias le preocupa esto: él toma.",
        ),
        (
            ("la mamá de Mateo y Lily", "él toma"),
            "A la mamá de Mateo y Lily le preocupa esto: él toma.",
        ),
        (
            ("la mamá de Mateo y la agencia", "él toma", "Los viernes."),
            "A la mamá de Mateo y a la agencia les preocupa esto: él toma los viernes.",
        ),
        (("", "él toma", "", "y podría ahogarse"), "Él toma, y el niño o la niña podría ahogarse."),
        (("", "él toma", "", "no dormir"), "Él toma, y el niño o la niña no podría dormir."),
        (("", "él toma", "", "Lastimarse"), "Él toma, y el niño o la niña podría lastimarse."),
        (("", "él toma", "", "Inés podría caerse"), "Él toma, e Inés podría caerse."),
        (("", "él toma", "", "ayer se cayó"), "Él toma, y ayer se cayó."),
        (
            ("", "él toma", "", "", "Daniel, Ana: fue una vez"),
            "Él toma. Daniel y Ana lo ven de otra manera: fue una vez.",
        ),
        (("", "él toma", "", "", "nosotros"), "Él toma. Nosotros lo vemos de otra manera."),
        (("", "él toma", "", "", "yo"), "Él toma. Yo lo veo de otra manera."),
        (
            ("", "él toma", "", "", "la mamá y el papá de Leo"),
            "Él toma. La mamá y el papá de Leo lo ven de otra manera.",
        ),
        (
            ("", "él toma", "", "", "Daniel no está de acuerdo"),
            "Él toma. Daniel no está de acuerdo.",
        ),
    ],
)
def test_danger_statements(parts: tuple[str, ...], sentence: str) -> None:
    assert said(DANGER, *parts) == sentence


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (("Ana", "Ana llamó a Rosa.", "Los viernes."), "Ana llamó a Rosa los viernes."),
        (("Ana", "llamó", "", "por Rosa."), "Ana llamó (visto por Rosa)."),
        (("", "llamó a Rosa"), "… llamó a Rosa."),
    ],
)
def test_acts_of_protection(parts: tuple[str, ...], sentence: str) -> None:
    assert said(ACT, *parts) == sentence


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (
            ("Daniel", "Rosa", "llamar a Leo antes de tomar", "dormir tranquilo", "hasta junio"),
            "Daniel va a trabajar con Rosa para mostrar que va a llamar a Leo antes de tomar, de"
            " manera que el niño o la niña pueda dormir tranquilo. Necesitamos ver esto hasta"
            " junio.",
        ),
        (
            ("Ray, Teresa", "", "no gritar", "para que Lily duerma", "Cada semana"),
            "Ray y Teresa van a mostrar que no van a gritar, para que Lily duerma. Necesitamos ver"
            " esto cada semana.",
        ),
        (
            ("Daniel va a", "trabajar con Rosa, Inés", "para mostrar que llama", "que Leo duerma"),
            "Daniel va a trabajar con Rosa e Inés para mostrar que llama, de manera que Leo"
            " duerma.",
        ),
        (
            ("Ana", "", "Leo lo cuida", "Mateo duerme toda la noche", "seis meses"),
            "Ana va a mostrar que Leo lo cuida, de manera que Mateo duerme toda la noche."
            " Necesitamos ver esto durante seis meses.",
        ),
        (("Nosotros", "", "ya no gritar"), "Nosotros vamos a mostrar que ya no vamos a gritar."),
        (
            ("Ana", "", "llama de manera que", "para que Leo duerma"),
            "Ana va a mostrar que llama de manera que, para que Leo duerma.",
        ),
        (("", "Rosa", "irse"), "… va a trabajar con Rosa para mostrar que va a irse."),
        (("Daniel",), "Daniel va a mostrar que …"),
    ],
)
def test_safety_goals(parts: tuple[str, ...], sentence: str) -> None:
    assert said(GOAL, *parts) == sentence


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (("llamar", "", "", "Ana, Leo"), "Llamar · Ana y Leo lo revisan"),
        (("llamar", "", "", "Ana lo revisa"), "Llamar · Ana lo revisa"),
        (("llamar", "", "", "nosotras"), "Llamar · nosotras lo revisamos"),
        (("", "Rosa"), "… · Rosa"),
    ],
)
def test_next_steps(parts: tuple[str, ...], sentence: str) -> None:
    assert said(STEP, *parts) == sentence


SHORT = (
    st.lists(
        st.sampled_from(
            [
                "Rosa",
                "la",
                "La",
                "agencia,",
                "que",
                "Que",
                "y",
                "e",
                "Inés",
                "a",
                "para",
                "esto:",
                "preocupa",
                "le",
                "les",
                "va",
                "porque",
                "llamar",
                "no",
                "No",
                "nosotros",
                "de",
                "los",
                "niños",
                "podría",
                "se",
                "dormir",
                "por",
                "visto",
                "durante",
                "hasta",
                ".",
                ",",
                ";",
                "…",
                ":",
                "·",
                "(",
                ")",
                "¿",
                "¡",
                "«",
                "»",
                "ñ",
                "/",
                "Daniel:",
                "lo",
                "revisa",
                "ve",
            ]
        ),
        max_size=5,
    )
    .map(" ".join)
    .map(cleaned)
)


@given(st.sampled_from(STATEMENTS), st.lists(st.one_of(SHORT, lines), min_size=5, max_size=5))
def test_a_sentence_holds_every_word_of_every_part(section: Section, texts: list[str]) -> None:
    """Whatever is typed; only "a el", "a yo" and "e" are written as the language writes them."""
    parts = tuple(texts[: len(form_of(section).parts)])
    sentence = said(section, *parts)

    assert words(" ".join(parts)) - {"el", "yo", "e", "y"} <= words(sentence)
    assert "  " not in sentence
    assert sentence == cleaned(sentence)
    assert bool(sentence) is any(parts)


def test_no_statement_takes_long() -> None:
    for text in ("a " * 10_000, "," * 20_000, " y" * 10_000, "que " * 5_000, "(" * 20_000):
        for section in STATEMENTS:
            assert said(section, *(cleaned(text) for _ in form_of(section).parts))


def test_what_a_language_does_not_know_it_leaves_as_it_is() -> None:
    plain = Composer(SPANISH.composer.templates, Speech(conjunction="y"))

    assert plain.sentence(DANGER, ("el abuelo e Inés", "él toma", "", "no dormir", "yo")) == (
        "A el abuelo e Inés le preocupa esto: él toma, y no dormir. Yo lo ve de otra manera."
    )


def test_a_number_that_a_template_has_no_word_for_is_the_nearest() -> None:
    template = "{who?is|are} {did?is} here: {who}, {did}."
    speech = Speech(us=frozenset({"we", "me"}), plurals=frozenset({"we"}))

    def made(who: str) -> str:
        return Composer({ACT: template}, speech).sentence(ACT, (who, "x"))

    assert made("me").startswith("Is ")
    assert made("we").startswith("Are ")
    assert made("me and Rosa").startswith("Are ")
