"""The text that lies on the desk in these tests, and its places."""

TEXT = "茶路\n上山\n清明前采茶。\n采茶人唱歌。\n下山\n挑担的人走石板路。"
SECTIONS = (("上山", 1, 1), ("下山", 1, 4))
UP, SONG, DOWN = TEXT.index("上山"), TEXT.index("采茶人"), TEXT.index("下山")
