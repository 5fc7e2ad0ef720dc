"""English lenses are silent on Spanish; what only the map tells is asked there too."""

import pytest

from soptui.lens.finding import Kind
from soptui.lens.tokens import Read
from tests.lens.reading import a_map, found, review

SPANISH = (
    "Daniel tomó ocho cervezas y manejó con Mateo a la casa",
    "la abuela Rosa recoge a los niños los viernes",
    "mi mamá no se despierta en la mañana",
    "¿Quién se queda con Amari en la noche?",
    "Ray le pegó a Teresa cuando ella tenía a Lily en los brazos",
    "la familia dice que los niños están bien en la escuela",
    "Keisha va a llamar a su hermana antes de tomar las pastillas",
    "que los niños duerman sin miedo todas las noches",
    "el papá llega tarde pero siempre llega con comida",
    "Teresa quiere que Noah vaya a la escuela todos los días",
    "no hay quien cuide al bebé cuando ella trabaja",
    "Mateo tiene miedo de su papá por las noches",
    "la tía Lupe vive cerca y tiene un carro",
    "se llevó a los niños con la vecina porque estaba enojado",
    "Lily estaba sola en el cuarto y lloraba mucho",
)
ENGLISH = (
    "Rosa de la Cruz and Juan del Rio watch the kids",
    "Mom is no longer in La Puente",
    "los angeles office called el monte",
    "Teresa lives on Avenida de la Luna with Lily",
    "Ana, Luis, Mateo and la abuela eat at six",
    "Daniel y Keisha are non-compliant",
    "she said no me no mas and left",
    "La Tia Rosa is a good mom",
    "Maria Elena de los Santos lacks insight",
    "Mr. de Leon es Noah's coach",
    "Casa Linda and El Centro are far",
    "Mateo asks Rosa for tamales en route",
    "his mi casa restaurant closed",
    "Señora Ruiz walks the kids to school when it rains",
    "Peña family is hostile to the worker",
)


@pytest.mark.parametrize("text", SPANISH)
def test_spanish_is_known(text: str) -> None:
    assert Read(text).is_spanish


@pytest.mark.parametrize("text", ENGLISH)
def test_english_with_names_is_english(text: str) -> None:
    assert not Read(text).is_spanish


@pytest.mark.parametrize(
    "text",
    [
        "Mom dice que no quiere ir a la clase porque está cansada",
        "la mamá says que los niños no van a la escuela",
    ],
)
def test_a_mixed_note_is_english_only_if_clearly_so(text: str) -> None:
    assert Read(text).is_spanish


SPEAK = {Kind.OPEN, Kind.UNPAIRED, Kind.NEXT_STEP, Kind.NETWORK, Kind.BALANCE, Kind.REPORTER}


@pytest.mark.parametrize("sigil", ["", "- ", "-- ", "! ", "~ ", "+ ", "++ ", "* ", "> "])
def test_no_english_lens_asks_about_spanish(sigil: str) -> None:
    for text in SPANISH:
        findings = review().findings(a_map(f"{sigil}{text}"))
        assert {one.kind for one in findings} <= SPEAK, text


def test_what_is_missing_is_asked_about_spanish_too() -> None:
    danger = "! la familia / Ray le va a pegar a Teresa cuando están solos"

    assert found(danger, Kind.UNPAIRED)
    assert found("> llamar a la abuela de los niños", Kind.NEXT_STEP)
    assert not found("> llamar a la abuela / Teresa / el viernes", Kind.NEXT_STEP)
    assert found(f"{danger} || @ Rosa / abuela / / cuida a los niños", Kind.NETWORK)
