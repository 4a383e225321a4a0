# One mark for several, marks by list, whom to ask, who has not written.

several = 👥 For several
several-title = 👥 <b>One mark for several</b>
several-work = What for: { $work }
several-hint = Choose the mark and the students, then save them all at once.
several-who = Ticked: { $names }. Now choose the mark.
several-so = <b>{ $value }</b>: { $names }
several-absent = Missing: { $names }
several-full = Two marks already: { $names }
several-value = { $chosen ->
    [1] ✅ { $value }
   *[0] { $value }
}
several-line = { $ticked ->
    [1] ✅ { $number } { $name } { $cell }
   *[0] { $number } { $name } { $cell }
}
several-save = 💾 Enter { $value }: { $count ->
    [one] { $count } student
   *[other] { $count } students
}
several-saved = ✅ { $value }: { $names }
refusal-ticks-changed = Others are ticked by now. Check the list and save again.

mlist = 📋 By list
mlist-title = 📋 <b>Marks by list</b>
# $expected: how many students there are.
mlist-hint = Send { $expected ->
    [one] { $expected } mark
   *[other] { $expected } marks
} in the order of the list in one message, with spaces: <i>5 4 н 3 - 5</i>. A dash is no mark, 5/4 are two; н, б, у, оп are attendance.
mlist-name = { $number }. { $name } { $there }
mlist-count = ❗ { $expected } are needed and { $given } came. Nothing is saved. This is how they fall:
mlist-line = { $number }. { $name }: { $said }
mlist-mark = <b>{ $value }</b>
mlist-mark-changed = <b>{ $before } → { $value }</b>
mlist-code = <b>{ $code }</b>
mlist-nothing = no mark
mlist-as-it-is = as it is ({ $there })
mlist-piece-wrong = ❗ not understood: “{ $piece }”
mlist-piece-full = ❗ { $piece }: no room, there is { $there } already
mlist-conflict = ❗ { $said }: on the day of the lesson an absence and a mark do not go together
mlist-wrong = Correct the list and send the whole of it again.
mlist-yours = Your text: <code>{ $text }</code>
mlist-reason = The day of the lesson has passed and some marks change: choose the reason.
mlist-because = Reason: { $reason }
mlist-why-own = ✍️ Another reason
mlist-asks-reason = Send the reason as one message.
mlist-save = 💾 Save
mlist-saved = ✅ Saved: { $marks ->
    [one] { $marks } mark
   *[other] { $marks } marks
}{ $codes ->
    [0] { "" }
   *[other] , attendance: { $codes }
}

asking = 🙋 Whom to ask
asking-title = 🙋 <b>Whom to ask</b>
asking-line = { $name } · { $marks }
asking-never = { $number }. { $name }: no marks
asking-student = { $number }. { $name }: { $marks ->
    [one] { $marks } mark
   *[other] { $marks } marks
}, the last on { $day }
asking-nobody = Nobody is left to ask: everybody here has a mark already.
asking-missing = Missing today: { $names }
asking-done = With a mark of this lesson: { $count }

unwritten = Not written ({ $count })
unwritten-title = ✍️ <b>Not written: { $work }</b>
unwritten-some = { $count ->
    [one] { $count } student without a mark.
   *[other] { $count } students without a mark.
} Tap a name to enter it.
unwritten-nobody = Everybody has a mark for this work.
unwritten-own-day = A mark for somebody who is missing is entered later, once the work is written.
unwritten-later = A mark for somebody who was missing is kept as “written later” with the date of today.
unwritten-wrote-title = Written later:
unwritten-wrote = { $name }: <b>{ $cell }</b>, { $day }
