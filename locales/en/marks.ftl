# Marks of a lesson. $slot: the first or second mark of a cell.

marks-title = 📊 <b>Marks</b>
marks-choose = Choose a student.
marks-nobody = Nobody is in the group.
marks-all-done = That was the last one. Choose any student or go back to the lesson.
marks-go-on = Choose a student or go back to the lesson.
marks-line = { $chosen ->
    [1] { $number } { $name } { $cell } ◀
   *[0] { $number } { $name } { $cell }
}
marks-at = <b>{ $number }. { $name }</b>
marks-at-with = <b>{ $number }. { $name }</b>: { $there }
# $about: the work type, the comment, “written later”.
marks-there = { $value } ({ $about })
marks-later = written later, { $day }
# $code: absent, ill, excused, late.
marks-attends = { $code ->
    [absent] absent (Н)
    [ill] ill (Б)
    [excused] excused (У)
   *[late] late (ОП)
}
marks-came = ✅ Present: remove the absence
marks-more = More: other marks, a comment, a second one
marks-saved = ✅ { $name }: { $value }
marks-changed = ✅ { $name }: { $before } → { $value }
marks-removed = ✅ { $name }: mark removed
marks-work-type = Work type: { $work }
marks-work-of = Change the work type: { $work }
marks-work-title = What are the marks of this lesson for?
marks-work-hint = Those already there stay as they are.
marks-work-choice = { $chosen ->
    [1] ✅ { $work }
   *[0] { $work }
}
# Work types by their code, as a dictated message calls them.
marks-work-answer = answer
marks-work-homework = homework
marks-work-quiz = quiz
marks-work-test = test
marks-work-practical = practical
marks-work-lab = lab
marks-work-dictation = dictation
marks-work-essay = essay
marks-work-project = project
# $token: pass, fail, exempt, debt; the others are shown as they are.
marks-value = { $token ->
    [pass] pass
    [fail] fail
    [exempt] exempt
    [debt] debt
   *[other] { $value }
}
marks-cell = <b>{ $name }</b>{ $slot ->
    [1] { "" }
   *[2] , second mark
}
marks-cell-empty = No mark.
marks-cell-value = <b>{ $value }</b> · { $work }
marks-cell-comment = Comment: { $comment }
marks-cell-author = By { $author }
marks-cell-late = By { $author }, entered after the day of the lesson
marks-cell-later = By { $author }, written later: { $day }
marks-cell-reason = Reason of the change: { $reason }
marks-cell-changed = While you were typing the comment, the mark changed. If it is still needed, tap “Comment” again.
marks-comment = 💬 Comment
marks-remove = 🗑 Remove the mark
marks-first = First mark
marks-second = Second mark
marks-conflict-name = <b>{ $name }</b>
marks-conflict = This changed while the screen was open. Now it is { $value }, entered by { $who }.
marks-conflict-removed = While the screen was open, { $who } removed the mark here.
marks-replace = Replace by { $value }
marks-remove-anyway = Remove
marks-leave = Leave
marks-reason-change = { $name }: { $before } → { $value }
marks-reason-remove = { $name }: remove { $before }
marks-reason-type = The day of the lesson has passed, so a change needs a reason. Choose it, or send it as one message.
marks-reason-kept = Your reason: { $reason }
# $why: slip, retaken, later, appeal, corrected. Kept in the history and shown to the family.
marks-why = { $why ->
    [slip] A slip of the pen
    [retaken] Retaken
    [later] Handed in later
    [appeal] Appeal
   *[corrected] Mistakes worked over
}
marks-comment-type = { $name }, { $value }: send the comment as one message.
marks-part = { $first }–{ $last }
