"""A session as a Word file, on an agency's letterhead if it has one."""

from soptui.export.material import Material


def to_word(material: Material) -> bytes:
    """Return a copy of a session as a Word file: real headings, lists and tables.

    The title is a Heading 1 and the chapters stand under it, so that Word's navigation
    pane, a screen reader and a table of contents all find the same tree. Figures are not
    drawn: the words below them say all that they show.

    Raises:
        TemplateRefused: the agency's template cannot be used.
    """
    # Word's own library takes longer to load than a copy takes to write.
    from soptui.export.word_file import written  # noqa: PLC0415 - only who wants Word waits

    return written(material)
