"""Who may see and do what in a meeting, and when: the table for tests/meetings/test_who_may.py."""

# Everybody but the first four is in the group and in the meeting. `named` are members who are named for this meeting,
# `elsewhere` is named for another one of the group; `removed` was named and present, and then shown out of the group.
WHO = (
    "anonymous", "outsider", "removed", "guest", "observer", "member", "lead-reader", "elsewhere",
    "recorder", "named-recorder", "facilitator", "named-facilitator", "owner",
)  # fmt: skip

# b before it begins, r while it runs, o when it is over, s once its record is signed; - never.
SIGHTS = """
#                anon outs remo gues obse memb lead else reco nrec faci nfac ownr
meeting          -    -    -    -    bros bros bros bros bros bros bros bros bros
room             -    -    -    r    bros bros bros bros bros bros bros bros bros
text             -    -    -    r    bros bros bros bros bros bros bros bros bros
live             -    -    -    r    bros bros bros bros bros bros bros bros bros
status-panel     -    -    -    r    bros bros bros bros bros bros bros bros bros
agenda-panel     -    -    -    r    bros bros bros bros bros bros bros bros bros
floor-panel      -    -    -    r    bros bros bros bros bros bros bros bros bros
poll-panel       -    -    -    r    bros bros bros bros bros bros bros bros bros
people-panel     -    -    -    -    bros bros bros bros bros bros bros bros bros
here-panel       -    -    -    -    -    -    -    -    -    -    bros bros bros
shown-panel      -    -    -    -    -    -    -    -    -    -    bros bros bros
reasons          -    -    -    -    -    -    -    -    bro  bro  bro  bro  bro
silent           -    -    -    -    -    -    -    -    -    -    r    r    r
console          -    -    -    -    -    -    -    -    -    -    bros bros bros
screen           -    -    -    -    -    -    -    -    -    -    bros bros bros
screen-code      -    -    -    -    -    -    -    -    -    -    bros bros bros
desk             -    -    -    -    -    -    -    -    -    -    br   br   br
change-page      -    -    -    -    -    -    -    -    -    -    br   br   br
roll             -    -    -    -    -    -    -    -    bros bros bros bros bros
decisions        -    -    -    -    -    -    -    -    ros  ros  ros  ros  ros
record           -    -    -    -    s    s    s    s    os   os   os   os   os
print            -    -    -    -    s    s    s    s    os   os   os   os   os
word             -    -    -    -    s    s    s    s    os   os   os   os   os
history          -    -    -    -    -    -    -    -    os   os   os   os   os
make-up          -    -    -    -    os   os   os   os   os   os   os   os   os
others-outline   -    -    -    -    -    -    -    -    -    -    -    -    -
"""

ACTS = """
#                anon outs remo gues obse memb lead else reco nrec faci nfac ownr
announce         -    -    -    -    -    -    -    -    -    -    br   br   br
cancel           -    -    -    -    -    -    -    -    -    -    b    b    b
name-part        -    -    -    -    -    -    -    -    -    -    br   br   br
drop-part        -    -    -    -    -    -    -    -    -    -    br   br   br
propose          -    -    -    -    -    -    -    -    -    -    br   br   br
add-item         -    -    -    -    -    -    -    -    -    -    br   br   br
drop-item        -    -    -    -    -    -    -    -    -    -    br   br   br
start            -    -    -    -    -    -    -    -    -    -    b    b    b
enter            -    -    -    -    r    r    r    r    r    r    r    r    r
leave            -    -    -    r    r    r    r    r    r    r    r    r    r
here             -    -    -    r    r    r    r    r    r    r    r    r    r
excuse           -    -    -    -    bro  bro  bro  bro  bro  bro  bro  bro  bro
late             -    -    -    -    ro   ro   ro   ro   ro   ro   ro   ro   ro
late-for         -    -    -    -    -    -    -    -    ro   ro   ro   ro   ro
absence          -    -    -    -    -    -    -    -    bro  bro  bro  bro  bro
show-out         -    -    -    -    -    -    -    -    -    -    r    r    r
let-in           -    -    -    -    -    -    -    -    -    -    r    r    r
lend-screen      -    -    -    -    -    -    -    -    -    -    br   br   br
focus            -    -    -    -    -    -    -    -    -    -    r    r    r
hand-over        -    -    -    -    -    -    -    -    -    -    br   br   br
show-note        -    -    -    -    -    -    -    -    -    -    br   br   br
raise-hand       -    -    -    r    r    r    r    r    r    r    r    r    r
put-down         -    -    -    -    -    -    -    -    -    -    r    r    r
give-floor       -    -    -    -    -    -    -    -    -    -    r    r    r
end-speech       -    -    -    -    -    -    -    -    -    -    r    r    r
summary          -    -    -    -    -    -    -    -    ro   ro   ro   ro   ro
correct-own      -    -    -    r    ro   ro   ro   ro   ro   ro   ro   ro   ro
correct-others   -    -    -    -    -    -    -    -    -    -    -    -    -
next-item        -    -    -    -    -    -    -    -    -    -    r    r    r
take-up          -    -    -    -    -    -    -    -    -    -    r    r    r
park             -    -    -    -    -    -    -    -    -    -    r    r    r
share-out        -    -    -    -    -    -    -    -    -    -    r    r    r
next-turn        -    -    -    -    -    -    -    -    -    -    r    r    r
pass-own         -    -    -    r    r    r    r    r    r    r    r    r    r
pass-others      -    -    -    -    -    -    -    -    -    -    r    r    r
volunteer        -    -    -    r    r    r    r    r    r    r    r    r    r
ask              -    -    -    -    -    -    -    -    -    -    r    r    r
vote             -    -    -    -    -    r    r    r    r    r    r    r    r
close-poll       -    -    -    -    -    -    -    -    -    -    r    r    r
reopen-poll      -    -    -    -    -    -    -    -    -    -    r    r    r
end              -    -    -    -    -    -    -    -    -    -    r    r    r
resume           -    -    -    -    -    -    -    -    -    -    o    o    o
decide           -    -    -    -    -    -    -    -    ro   ro   ro   ro   ro
give-to-do       -    -    -    -    -    -    -    -    ro   ro   ro   ro   ro
drop-to-do       -    -    -    -    -    -    -    -    ro   ro   ro   ro   ro
tick-own         -    -    -    -    bros bros bros bros bros bros bros bros bros
tick-others      -    -    -    -    -    -    -    -    -    -    -    -    -
change-field     -    -    -    -    -    -    -    -    o    o    o    o    o
change-speech    -    -    -    -    -    -    -    -    o    o    o    o    o
note-speech      -    -    -    -    -    -    -    -    o    o    o    o    o
hand-in          -    -    -    -    -    -    -    -    o    o    o    o    o
sign             -    -    -    -    -    -    -    -    -    -    o    o    o
add              -    -    -    -    -    -    -    -    s    s    s    s    s
make-up-done     -    -    -    -    os   os   os   os   os   os   os   os   os
lay-out          -    -    -    -    -    -    -    -    -    -    bros -    bros
plan-another     -    -    -    -    -    -    -    -    -    -    bros -    bros
"""
