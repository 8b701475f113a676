def test_menu_actions_go_round(bench):
    bench.open()
    bench.rail.commands.start("persona.previous")
    assert bench.place.persona_id == "p1"
    bench.rail.commands.start("persona.next")
    assert bench.place.persona_id == "default"
