# A teacher's lessons: days, the card, the topic, closing, a lesson in one message.

# $stage: where the lesson stands: closed, due, now, open, ahead, cancelled.
lesson-stage = { $stage ->
    [closed] ✅
    [due] 🔴
    [now] 🔔
    [open] 🟡
    [cancelled] ✖️
   *[ahead] ⚪
}
lesson-button = { $stage ->
    [closed] ✅
    [due] 🔴
    [now] 🔔
    [open] 🟡
    [cancelled] ✖️
   *[ahead] ⚪
} { $period }. { $group } · { $subject }
lesson-button-dated = { $stage ->
    [closed] ✅
    [cancelled] ✖️
   *[due] 🔴
} { $day } · { $period }. { $group } · { $subject }

# --- days

lesson-day-title = 📋 <b>{ $day }</b>
lesson-day-count = { $closed ->
    [0] { $total ->
        [one] { $total } lesson
       *[other] { $total } lessons
    }
   *[other] { $total ->
        [one] { $total } lesson
       *[other] { $total } lessons
    }, { $closed } closed
}
lesson-day-empty = You have no lessons on this day.
lesson-day-empty-ahead = You have no lessons on this day. Lessons are made two weeks ahead.
lesson-day-line = { $stage } { $begins }–{ $ends } · <b>{ $group }</b> · { $subject }
lesson-day-topic = <i>{ $topic }</i>
lesson-day-before = ‹ { $day }
lesson-day-after = { $day } ›
lesson-today = 📋 Today
lesson-week = 🗓 Week

lesson-week-title = 🗓 <b>{ $first } – { $last }</b>
lesson-week-empty = You have no lessons this week. Lessons appear two weeks ahead.
lesson-week-heading = <b>{ $day }</b>
lesson-week-line = { $stage } { $period }. { $group } · { $subject }
lesson-week-test = { $line } · 🗓 <b>{ $work }</b>
lesson-week-day = { $stage ->
    [due] 🔴 { $day }
    [now] 🔔 { $day }
    [closed] ✅ { $day }
   *[none] { $day }
}
lesson-week-before = ‹ Earlier
lesson-week-after = Later ›

lesson-unfilled-title = 🔴 <b>Not filled in: { $total }</b>
lesson-unfilled-none = ✅ All filled in: no past lesson is left open.
lesson-unfilled-more = The latest { $shown } of { $total } are shown.

# --- the card

lesson-title = <b>{ $group } · { $subject }</b>
lesson-when = Lesson { $period } · { $day } · { $begins }–{ $ends }
lesson-when-room = Lesson { $period } · { $day } · { $begins }–{ $ends } · room { $room }
# A substitution on the lesson's card. $lost: the subject in whose place it is held.
lesson-substitution = 🔁 { $kind ->
    [own_subject] Instead of “{ $lost }”: { $substitute } for { $absent }
    [joined] Groups together: { $substitute } for { $absent }
    [supervision] Supervision: { $substitute } for { $absent }
   *[same_subject] Substitution: { $substitute } for { $absent }
}{ $state ->
    [offered] {" "}· no answer yet
   *[accepted] {""}
}
lesson-substitution-order = Order № { $order }
lesson-has-topic = 📖 { $topic }
lesson-proposes-topic = 📖 Topic by the plan: { $topic } (not taken yet)
lesson-no-topic = 📖 No topic yet
lesson-attendance-untaken = 🙋 Attendance not taken
lesson-attendance-all = 🙋 Everybody present: { $total }
lesson-attendance-some = 🙋 { $names }
lesson-marks-none = 📊 No marks yet
lesson-marks-some = 📊 { $marked ->
    [one] { $marked } student has a mark
   *[other] { $marked } students have marks
}, out of { $total }
lesson-marks-names = { $names }
lesson-marks-unmarked = 📊 No marks here (clause 5.5)
lesson-homework-unsaid = 📝 Homework not entered
lesson-homework-nothing = 📝 Homework: none set
lesson-homework-set = 📝 { $due }: { $text }
lesson-homework-minutes = { $minutes } min
lesson-homework-files = 📎 { $files }
lesson-homework-due = For { $day }
lesson-homework-due-open = For the next lesson
lesson-homework-without-text = no text
lesson-state-closed = ✅ Closed at { $time }
lesson-state-closed-late = ✅ Closed later: { $day } at { $time }
lesson-state-cancelled = ✖️ The lesson is cancelled: there is nothing to fill in.
lesson-state-ahead = The lesson is still ahead: it can be filled in on its day.
lesson-state-missing = Missing for closing: { $missing }.
lesson-state-complete = Everything is filled in, it can be closed.
lesson-gap-topic = topic
lesson-gap-attendance = attendance
lesson-gap-homework = homework
lesson-hint = One message will do: <i>Иванов 5 4, Петров н; тема Дроби; дз §21 30 мин</i>
lesson-hint-unmarked = One message will do: <i>Петров н; тема Сложение; дз с. 14 10 мин</i>
lesson-topic = Topic
lesson-attendance = Attendance
lesson-marks = Marks
lesson-homework = Homework
lesson-close = ✅ Close the lesson
lesson-following = ➡️ { $period }. { $group } · { $subject }

# --- the topic

lesson-topic-accept = 📖 { $topic }
lesson-topic-other = { $number }. { $topic }
lesson-topic-title = 📖 <b>Topic of the lesson</b>
lesson-topic-now = Now: { $topic }
lesson-topic-planned = By the plan (no. { $number }): { $topic }
lesson-topic-type = Take the topic by its button, send its number in the plan, or write your own in one message.
lesson-topic-type-only = Send the topic as one message.
lesson-topic-changed = While you were writing, the topic was changed: { $topic }.
lesson-topic-yours = Yours: { $topic }.
lesson-topic-replace = Replace with “{ $topic }”
lesson-topic-leave = Leave as it is

# --- closing

lesson-close-title = ✅ <b>Close the lesson</b>
lesson-close-proposal = I will close it like this:
lesson-close-topic = • topic: { $topic }
lesson-close-all = • everybody is present
lesson-close-before = • as in the previous lesson, absent: { $names }
lesson-close-nothing = • homework: none set
lesson-close-planned = • homework from the plan: { $text }
lesson-close-missing = Missing: { $missing }. The plan has no topic, so it has to be typed.
lesson-close-changed = Something changed while the screen was open. See what it is now.
lesson-close-so = ✅ Close like this
lesson-close-all-present = ✅ Close, but everybody is present
lesson-close-no-homework = ✅ Close, no homework

# --- a lesson in one message

spoken-title = 📝 <b>{ $group } · { $subject }</b> · lesson { $period }, { $day }
spoken-marks-heading = <b>Marks</b>
spoken-mark-line = { $name } — { $marks }
spoken-mark = { $value }
spoken-mark-changed = { $before } → { $value }
spoken-mark-for = { $mark } ({ $what })
spoken-name = { $name }
spoken-guess = { $name } (you wrote “{ $written }”)
spoken-attendance-heading = <b>Attendance</b>
spoken-code-line = { $name } — { $code ->
    [absent] absent (Н)
    [ill] ill (Б)
    [excused] excused (У)
    [late] late (ОП)
   *[present] present
}
spoken-code-noted = { $line }, by a parent's note
spoken-code-stands = { $line }, entered before
spoken-note-changed = A parent's note came, changed or was withdrawn while the screen was open. This is what would be saved now:
spoken-others-present = Everybody else is present
spoken-everybody-present = Everybody is present
spoken-attendance-unsaid = 🙋 Nothing is said about attendance.
spoken-topic = 📖 { $topic }
spoken-topic-planned = 📖 { $topic } (by the plan)
spoken-topic-changed = 📖 { $before } → { $topic }
spoken-topic-missing = 📖 There is no topic in the message or in the plan, and the lesson cannot be closed without one. Add “тема …”.
spoken-homework = 📝 { $due }: { $text }
# $instead: 1 instead of the group's homework, 0 beside it.
spoken-homework-named = 👤 { $instead ->
    [1] Instead of the group's
   *[0] Personally
}: { $names }. { $what }
spoken-homework-own = { $due }: { $text }
spoken-homework-nothing-own = None set
spoken-homework-nothing = 📝 Homework: none set
spoken-homework-unsaid = 📝 Nothing is said about homework.
spoken-loose = ⚠️ { $name }: there is no place for the note “{ $comment }”, it will not be saved.
spoken-conflict = ⚠️ { $name }: on the day of the lesson an absence and a mark cannot stand together. Correct one of them.
spoken-conflict-came = ⚠️ { $name }: stands as absent, and the message has a mark. Has the student come?
spoken-came = ✅ Has come: { $name }
spoken-reason-needed = ⚠️ The day of the lesson has passed: replacing a mark needs a reason.
spoken-reason-needed-load = It can be saved with a reason, or with another day and minutes.
spoken-reason = Reason: { $reason }
spoken-nothing = Nothing about a lesson was found in the message.
spoken-asks-text = Send the corrected text as one message: it replaces the old one. Or only the correction, beginning with «no»: «no, Иванов 4». The old text can be copied:
spoken-asks-reason = Send the reason as one message.
spoken-text = <code>{ $text }</code>
spoken-more = More can be sent as another message, or a correction: «no, Иванов 4».
spoken-close = ✅ Close the lesson
spoken-close-present = ✅ Everybody present, close
spoken-close-nothing = ✅ No homework, close
spoken-close-both = ✅ Everybody present, no homework, close
spoken-save = 💾 Save without closing
spoken-rewrite = ✏️ Correct
spoken-elsewhere = 🔀 Another lesson
spoken-forget = Do not save
spoken-look = 📝 Back to the message
spoken-forgotten = Not saved. The text is still in the chat above.
spoken-give-reason = ✏️ Give the reason
spoken-stale = While the preview was open, { $who } entered in the journal: { $value }. Below is how it would be now.
spoken-which = Which lesson is this message about?
spoken-which-none = You have no other lesson today that has begun. Open a lesson and send the text again.
