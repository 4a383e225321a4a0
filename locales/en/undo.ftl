# Taking back the last entry into a lesson.

undo = ↩️ Undo
undo-reason = taken back: a slip
# $done: 0 is offered, 1 is done.
undo-title = { $done ->
    [1] ↩️ <b>Taken back.</b> It is as it was:
   *[0] ↩️ <b>Your last entry.</b> It will be as it was:
}
undo-cell = { $name }: { $now } → { $before }
undo-taken = Attendance: not taken again
undo-topic = Topic: { $now } → { $before }
# $own: 1 for some only, 0 for the whole group.
undo-homework = { $own ->
    [1] Homework for some
   *[0] Homework
}: { $now } → { $before }
undo-homework-none = none set
undo-files = files
undo-more = …and { $count } more
refusal-nothing-to-undo = Nothing to undo: it was taken back already, you have entered something else since, or more than an hour has passed.
