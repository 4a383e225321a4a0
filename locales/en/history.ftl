# The history of a mark.

history = 🕓 History
history-door = 🕓 History of marks
history-class = 🕓 <b>History of marks, { $form }</b> · { $term }
    Whose marks?
history-student = 🕓 <b>{ $name }</b> · { $term }
    In which subject?
history-student-none = 🕓 <b>{ $name }</b> · { $term }
    No marks in this term.
history-of-subject = 🕓 <b>{ $name }</b> · { $subject } · { $term }
    ✏️: the mark was changed.
# $marks: how many marks stand there, $changed: how many of them were changed.
history-subject = { $changed ->
    [0] { $subject }: { $marks }
   *[other] { $subject }: { $marks } · ✏️ { $changed }
}
history-cell = { $changed ->
    [1] { $day }: { $cell } ✏️
   *[0] { $day }: { $cell }
}
history-part = Part { $number }
history-title = 🕓 <b>{ $name }</b>
history-none = Nothing was ever entered here.
# $slot: the first or the second mark of the cell.
history-change = { $slot ->
    [1] <b>{ $old } → { $new }</b> · { $day } { $time }
   *[2] 2nd: <b>{ $old } → { $new }</b> · { $day } { $time }
}
history-about = { $about }
history-late = after the day of the lesson
history-reason = Reason: { $reason }
