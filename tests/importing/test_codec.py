"""An outline crosses to JSON and back unchanged, whatever is in it."""

import json

from hypothesis import given
from hypothesis import strategies as st

from studyapp.importing.codec import from_json, to_json
from studyapp.importing.remarks import Remark
from studyapp.importing.structure import Outline

remarks = st.builds(Remark, values=st.dictionaries(st.text(max_size=5), st.text(max_size=5) | st.integers()))


@given(st.builds(Outline, warnings=st.lists(remarks, max_size=3).map(tuple)))
def test_an_outline_returns_from_json_as_it_was(outline):
    assert from_json(json.loads(json.dumps(to_json(outline)))) == outline
