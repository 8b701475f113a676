from personaui_desktop.widgets.common.wording import quoted


def test_long_names_are_cut_within_sentences():
    assert quoted("Mia\n") == "“\u2068Mia\u2069”"
    assert len(quoted("x" * 900)) == 64
