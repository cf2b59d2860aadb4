"""The real child, but without the second that jieba takes to load: the outline is only the text that was read."""

import sys
from types import ModuleType

from studyapp.importing import child
from studyapp.importing.material import Choices, Material
from studyapp.importing.structure import Outline


def parse(material: Material, choices: Choices) -> Outline:
    return Outline("\n".join(block.text for block in material.blocks))


if __name__ == "__main__":
    outline = ModuleType("studyapp.importing.outline")
    outline.parse = parse
    sys.modules[outline.__name__] = outline
    child.main()
