# Substitutions: «I will be away», what one was asked to take, and the deputy head's planning.

menu-away = 🤒 I will be away
# $count: waiting for an answer or a signature.
menu-my-substitutions = 🔁 My substitutions{ $count ->
    [0] {""}
   *[other] {" "}({ $count })
}
menu-substitutions = 🔁 Substitutions

# --- a teacher will be away ---
away-title = 🤒 <b>I will be away</b>
away-how = Choose the days: the deputy head gets the lessons to cover at once. No reason is needed.
away-said = You said: { $days }
away-line = { $state ->
    [offered] 🟡
    [accepted] 🟢
    [cancelled] ✖️
   *[none] 🔴
} { $day }, lesson { $period } · { $group } · { $subject }{ $name ->
    [none] {""}
   *[other] {" "}— { $name }
}
away-today = Today
away-tomorrow = Tomorrow
away-other = 📅 Other days
away-from-title = 🤒 Away from <b>{ $day }</b>. Until which day?
away-from-hint = For another first day use the buttons below.
away-from = ‹ from { $day }
away-from-later = from { $day } ›
away-check = 🤒 <b>Away: { $days }</b>
away-check-lessons = { $count ->
    [0] You have no lessons on these days.
    [one] The deputy head will get { $count } lesson:
   *[other] The deputy head will get { $count } lessons:
}
away-more = …and { $count } more
away-tell = Tell the deputy head
away-withdraw = ↩️ I will come: { $days }
away-lesson = { $day }, lesson { $period }, { $group }
away-told = The deputy head has been told.
away-withdrawn = The deputy head is told that you will come. Substitutions stay until the deputy head takes them back.

# --- asked to take ---
substitutions-title = 🔁 <b>My substitutions</b>
substitutions-none = Nobody has asked you to substitute yet.
substitutions-summary = { $signed ->
    [0] None signed this month.
    [one] { $signed } lesson signed this month.
   *[other] { $signed } lessons signed this month.
}
substitution-button = { $stage ->
    [asked] ❓
    [ahead] 🟢
    [given] ✍️
    [signed] ✅
   *[over] ✖️
} { $day }, lesson { $period }, { $group } · { $subject }
substitution-title = 🔁 <b>{ $group } · { $subject }</b>
substitution-when = { $day }, lesson { $period }, { $begins }–{ $ends }
substitution-when-room = { $day }, lesson { $period }, { $begins }–{ $ends }, room { $room }
substitution-for = Instead of: { $absent }
substitution-kind = { $kind ->
    [same_subject] The same subject
    [own_subject] Your own subject: { $instead }
    [joined] Two groups together
   *[supervision] Supervision
}
substitution-state = { $stage ->
    [asked] You are asked to take this lesson.
    [ahead] You agreed. The lesson is still ahead.
    [given] Fill the lesson and press “Lesson given”: it signs the substitution journal.
    [signed] In the substitution journal: signed.
   *[over] This substitution was taken back.
}
substitution-until = The lesson can be filled until { $day }, while it is not closed.
substitution-signed = Signed { $day } at { $time }. Topic: { $topic ->
    [none] none
   *[other] { $topic }
}
substitution-closed = The lesson is closed. The substitution journal is left to sign.
substitution-accept = ✅ I take it
substitution-decline = ✖️ I cannot
substitution-kit = 📋 What to know
substitution-kit-of = 📋 { $day }, lesson { $period }: what to know
substitution-card = 📝 Open the lesson
substitution-sign = ✅ Lesson given
substitution-accepted = Thank you! The deputy head knows that you agree.
substitution-declined = The deputy head knows that you cannot.
substitution-kit-topics = <b>Last topics</b>
substitution-kit-topic = { $day }: { $title }
substitution-kit-tasks = <b>Homework due</b>
substitution-kit-task = { $text } (of { $day })
substitution-kit-no-tasks = Nothing is written down for this lesson.
substitution-kit-pupils = <b>Class list: { $count }</b>
substitution-kit-pupil = { $number }. { $name }

substitution-refusal-busy = { $who } has a lesson at that time. Choose somebody else or “Supervision”.
substitution-refusal-covered = Somebody else has this lesson: { $who }. Take that substitution back first.
substitution-refusal-filled = Something is entered into the lesson: it cannot be changed like that.
substitution-refusal-own = This teacher teaches this group nothing: there is no own subject to give instead.
substitution-refusal-gone = This substitution was taken back: { $group } · { $subject }.
substitution-refusal-signed = The substitution is signed in the journal: it stays.
substitution-refusal-ahead = The lesson has not begun: it can be signed after the bell.
substitution-refusal-topic = The substitution journal names the topic. Open the lesson, enter the topic and press again.
substitution-refusal-taken = This place is taken: the class or the teacher has a lesson there.

# --- the deputy head ---
cover-title = 🔁 <b>Substitutions: { $day }</b>
cover-nothing = Everybody is here: nothing is substituted, cancelled or moved.
cover-aways = <b>Away</b>
cover-away-line = { $name } ({ $days })
cover-away = 🤒 { $name }
cover-lines = <b>Substitutions</b>
cover-line = { $state ->
    [accepted] 🟢
    [offered] 🟡
   *[declined] 🔴
} { $period } · { $group } · { $subject }: { $absent } → { $substitute }
cover-line-silent = { $minutes ->
    [one] no answer for { $minutes } minute
   *[other] no answer for { $minutes } minutes
}
cover-line-state = { $state ->
    [accepted] agreed
    [offered] waiting for an answer
    [signed] given and signed
   *[declined] cannot: ask somebody else
}
cover-line-button = { $state ->
    [accepted] 🟢
    [offered] 🟡
   *[declined] 🔴
} { $period }, { $group } → { $name }
cover-changed = <b>Cancelled and moved</b>
cover-changed-line = { $cancelled ->
    [1] ✖️ cancelled
   *[other] ↔️ moved to { $day }
}: { $period } · { $group } · { $subject }
cover-changed-button = { $cancelled ->
    [1] ✖️
   *[other] ↔️
} { $period }, { $group } · { $subject }
cover-other = ➕ A teacher’s lessons
cover-book = 📒 Substitution journal
cover-teachers = 🔁 <b>{ $day }</b>: whose lessons?
cover-teachers-none = { $day }: no lessons.
cover-teacher = 🔁 <b>{ $name }</b> · { $days }
cover-teacher-away = 🤒 Away: { $days }
cover-teacher-none = No lessons.
cover-teacher-open = { $count ->
    [0] Every lesson is covered.
    [one] { $count } lesson is not covered.
   *[other] { $count } lessons are not covered.
}
cover-every = 👥 All { $count } to one teacher
cover-all-days = 📅 All days: { $first } – { $last }
cover-lesson-button = { $state ->
    [offered] 🟡
    [accepted] 🟢
    [cancelled] ✖️
    [closed] ✅
   *[planned] 🔴
} { $day } { $period }, { $group } · { $subject }
cover-lesson = 🔁 <b>{ $group } · { $subject }</b>
cover-lesson-teachers = Teacher: { $names }
cover-lesson-nobody = No teacher
cover-lesson-state = { $state ->
    [cancelled] ✖️ The lesson is cancelled.
    [closed] ✅ The lesson is filled and closed.
    [open] The lesson is being filled.
   *[planned] The lesson is as in the timetable.
}
cover-lesson-substitute = Substitute: { $substitute } for { $absent }
cover-lesson-terms = { $paid ->
    [1] Paid
   *[other] Not paid
}, reason: { $reason }
cover-lesson-order = Order № { $order }
cover-lesson-no-order = No order yet
cover-reason-ill = illness
cover-reason-trip = business trip
cover-reason-course = course
cover-reason-leave = leave
cover-reason-family = family
cover-reason-other = other
cover-reason-button = { $chosen ->
    [1] ● {" "}
   *[other] {""}
}{ $reason ->
    [ill] illness
    [trip] trip
    [course] course
    [leave] leave
    [family] family
   *[other] other
}
cover-paid = { $paid ->
    [1] Pay
   *[other] Do not pay
}
cover-order = Order №
cover-order-ask = Write the number of the order in one message, for example “47-k of 23.11”.
cover-take-back = ↩️ Take it back
cover-pick = 🔎 Find a substitute
cover-pick-for = 🔎 Substitute for { $name }
cover-cancel-lesson = ✖️ Cancel the lesson
cover-move-lesson = ↔️ Move
cover-restore-lesson = ↩️ Bring it back
cover-pick-title = 🔎 <b>Who takes it</b> for { $absent }
cover-pick-free = Free ones first: they have no lesson at that time.
cover-pick-none = Every lesson of these days is covered.
cover-candidate = { $why ->
    [subject] 🟢 { $name } · same subject
    [class] 🟢 { $name } · knows the class
    [free] 🟢 { $name }
    [joins] 🟡 { $name } · join the groups
    [away] ⚫️ { $name } · away
   *[busy] 🔴 { $name } · own lesson
}
cover-how = <b>{ $name }</b> for { $absent }: how?
cover-kind-same_subject = The same subject
cover-kind-own_subject = Their own subject instead
cover-kind-joined = Join the groups
cover-kind-supervision = Supervision
cover-places = ↔️ <b>Where to</b>: { $day }
cover-places-none = There is no free place on that day.
cover-place = No. { $period }, { $begins }{ $room ->
    [1] {""}
   *[0] {" "}· 🚪
}
cover-places-room = 🚪 — room { $room } is taken at that time: the lesson will have no room.
cover-roomless = Its room is taken at that time: the lesson has none for now.
cover-moved = Moved. The teacher and the families will hear.
cover-cancelled = The lesson is cancelled. The teacher and the families will hear.
cover-restored = The lesson is in the timetable again.
cover-homework = { $count ->
    [one] { $count } homework moved to { $day }.
   *[other] { $count } homeworks moved to { $day }.
}
cover-homework-open = The homework has no day now: the next lesson is not in the timetable yet.
cover-asked = The request is sent. If there is no answer in 10 minutes, I will tell you.
cover-book-title = 📒 <b>Substitution journal</b> · { $month }
cover-book-none = No substitutions this month.
cover-book-total = Given and signed: { $total }, of them paid { $paid }. Not signed: { $unsigned }.
cover-book-line = { $signed ->
    [1] ✅
   *[other] ✍️
} { $day }, { $period } · { $group } · { $subject }
cover-book-line-who = { $absent } → { $substitute }, { $kind }, { $paid ->
    [1] paid
   *[other] not paid
}
cover-book-file = 📥 XLSX table
cover-month-before = ‹ { $month }
cover-month-after = { $month } ›

# --- pushes ---
push-substitution-asked = 🔁 <b>Substitution</b>: { $count ->
    [one] please take { $count } lesson
   *[other] please take { $count } lessons
} for { $absent }
push-substitution-line = { $day }, lesson { $period }, { $begins } · { $group } · { $subject }
push-substitution-kind = { $kind ->
    [same_subject] The same subject.
    [own_subject] Your own subject instead: { $instead }.
    [joined] Together with your group.
   *[supervision] Supervision.
}
push-substitution-more = …and { $count } more
push-substitution-silent = ⏳ <b>{ $name } has not answered for 10 minutes</b>
push-substitution-accepted = ✅ <b>{ $name }</b> takes the substitution
push-substitution-declined = ✖️ <b>{ $name } cannot</b>. Ask somebody else:
push-substitution-cancelled = 🔁 <b>Substitution taken back</b>: this lesson is not yours to take.
push-substitution-open = Lesson { $period }, { $group }
# To a teacher: what became of the lesson. $period: its number, $begins: when it begins.
push-lesson-cancelled = ✖️ <b>Your lesson is cancelled</b>
push-lesson-moved = ↔️ <b>Your lesson is moved</b> from { $day }, lesson { $period }:
push-lesson-restored = ↩️ <b>Your lesson is back in the timetable</b>
push-lesson-homework = What was set for it is now due on { $day }.
push-lesson-homework-open = What was set for it has no date: the next lesson is not in the timetable yet.
push-lesson-homework-back = What was set for it is due that day again.
push-lesson-day = 📋 Lessons, { $day }
push-away = 🤒 <b>{ $name } will be away</b>: { $days }
push-away-lessons = { $count ->
    [0] There are no lessons on these days.
    [one] { $count } lesson is not covered.
   *[other] { $count } lessons are not covered.
}
push-away-open = 🔁 Find substitutes
push-back = 🙂 <b>{ $name } will come</b>: { $days }. Take back the substitutions that are not needed.

# --- to a family: how the day differs from the timetable ---
changes-title = 🔁 <b>{ $child }</b>: { $away ->
    [0] today, { $day }
    [1] tomorrow, { $day }
   *[other] { $day }
}
# $test: 1 where a test is planned on that lesson.
changes-cancelled = ✖️ lesson { $period }, { $subject }: cancelled{ $test ->
    [1] , no test then
   *[0] { "" }
}
changes-instead = lesson { $period }: { $subject } instead of “{ $lost }”{ $test ->
    [1] , no test then
   *[0] { "" }
}
changes-moved-away = ↔️ { $subject }: moved to { $day }, lesson { $period }{ $test ->
    [1] , and the test with it
   *[0] { "" }
}
changes-moved-here = ↔️ lesson { $period }: { $subject }, at { $begins } (moved{ $test ->
    [1] , the test)
   *[0] )
}
changes-substituted = lesson { $period }, { $subject }: given by { $name }
changes-none = Lessons are as in the timetable.
changes-hushed = 🔁 { $child }: the timetable of { $day } has changed. Open the diary.
changes-open = 🗓 Timetable

# --- to a teacher: what became of a planned test, a line under the lesson ---
push-test-lost = 🗓 <b>The test is off</b>: choose another day.
push-test-moved = 🗓 The test goes with its lesson.
push-test-back = 🗓 The test stands again.
push-test-open = 🗓 Tests
