# “📚 Programme”: the plans of courses, loading and editing them. A deputy head sees every plan with its lag.

menu-programme = 📚 Programme

programme-list-title = 📚 <b>Programme</b>
programme-list-none = You teach no course now.
# $title: “8Б · Algebra”; $pace: how far it is.
programme-line = <b>{ $title }</b>: { $pace }
programme-line-none = <b>{ $title }</b>: no plan
# $passed of $hours hours.
programme-plan-pace = { $what }
programme-passed = { $hours ->
    [one] passed { $passed } of { $hours } hour
   *[other] passed { $passed } of { $hours } hours
}
# No lesson has taken a topic yet: no lag, however much time has passed.
programme-not-begun = { $hours ->
    [one] not begun, { $hours } hour
   *[other] not begun, { $hours } hours
}
# $lag: how many hours behind.
programme-lag = { $lag ->
    [one] { $lag } hour behind
   *[other] { $lag } hours behind
}
programme-lead = { $lead ->
    [one] { $lead } hour ahead
   *[other] { $lead } hours ahead
}
# $short: how many lessons the year lacks.
programme-short = { $short ->
    [one] { $short } lesson too few till the end of the year
   *[other] { $short } lessons too few till the end of the year
}

# --- the school

programme-school-title = 📚 <b>Programme: all courses</b>
# $behind: how many courses lag, $total: of how many, $none: without a plan.
programme-school-counts = Behind: { $behind } of { $total }. Without a plan: { $none }.
programme-school-none = There are no courses yet.

# --- a course's plan

programme-plan-title = 📚 <b>{ $title }</b>
programme-plan-none = There is no plan yet. Load it from a file, or add topics by a message.
programme-next = Next: { $number }. { $topic }
programme-done = The plan is done.
# $state: taken, next, skipped, ahead. $days: days with commas.
programme-topic-line = { $state ->
    [taken] ✅
    [next] ▶️
    [skipped] ⚠️
   *[ahead] ▫️
} { $number }. { $topic }
programme-topic-days = { $state ->
    [taken] taught { $days }
    [skipped] skipped
    [more] then { $days }
   *[ahead] { $days }
}
programme-topic-details = <i>{ $details }</i>
programme-topic-no-day = no lesson left
programme-topic-before-journal = before the journal
programme-topic-hours = { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
}
programme-before = ‹ earlier
programme-after = further ›
programme-load = 📥 Load from a file
programme-get = 📄 Get as XLSX
programme-add = ➕ Topics

# --- a topic

programme-topic-title = <b>{ $number }. { $topic }</b>
programme-topic-intended = By the calendar: { $days }
programme-topic-taken = Taught: { $days }
programme-topic-coming = Expected: { $days }
programme-topic-none-left = The year has no lesson left for this topic.
programme-topic-skipped = The topic was skipped: it can be chosen in a lesson by the button “Topic”.
programme-topic-homework = Homework: { $text }
programme-hours = { $chosen ->
    [1] { $hours } h ✓
   *[0] { $hours } h
}
programme-title = ✏️ Title
programme-homework = 📝 Homework
programme-add-after = ➕ Topics after
programme-remove = 🗑 Take out
programme-remove-ask = Take the topic “{ $topic }” out of the plan? Those after it move up.
programme-remove-sure = 🗑 Yes, take out
programme-topic-before = ‹ No. { $number }
programme-topic-after = No. { $number } ›
programme-homework-none = No homework
programme-ask-title = Topic { $number }: { $topic }. Send the new title in one message.
programme-ask-homework = Topic { $number }: { $topic }. Send the homework in one message.
programme-ask-after = Send the topics that shall stand after “{ $topic }”: each on a line of its own.
programme-ask-end = Send the topics that shall stand at the plan's end: each on a line of its own.

# --- loading

programme-wait = Send an XLSX file with the plan of “{ $title }”: columns «№», «тема», «часы», «задание». First I show what will change.
programme-wait-some = Send an XLSX file with the plans of your courses: columns «курс», «№», «тема», «часы», «задание». First I show what will change.
programme-file-expected = An XLSX file with the plan is needed here. Send it, or go back to the menu.
programme-file-lost = The file could not be fetched. Please send it once more.
programme-template = 📄 Sample XLSX
programme-take = 📋 Take from { $group }
# $count: how many mistakes.
programme-errors = { $count ->
    [one] <b>{ $count } mistake found. Nothing was written.</b>
   *[other] <b>{ $count } mistakes found. Nothing was written.</b>
}
programme-error = • { $what }
programme-errors-more = … and { $count } more. Correct these, the others come after.
programme-errors-foot = Correct the file and send it again.
programme-empty = There is no topic in the file.
programme-note = ℹ️ { $what }
programme-preview-title = 📥 <b>What will change</b>
# $topics topics, $hours hours.
programme-preview-course = <b>{ $title }</b>: topics { $topics }, hours { $hours }
programme-count-nothing = no changes
programme-count-added = new: { $count }
programme-count-changed = changed: { $count }
programme-count-moved = renumbered: { $count }
programme-count-removed = taken out: { $count }
programme-count-left = kept by their lessons only: { $count }
programme-preview-change = • { $number }. { $old } → { $new }
programme-preview-gone = • taken out: { $topic }
programme-preview-stays = • taught, leaves the plan: { $topic }
programme-preview-more = … and { $count } more
programme-nothing-new = This plan is loaded already: nothing to change.
programme-apply = ✅ Load
programme-loaded = ✅ <b>Loaded.</b>
programme-file = Programme { $title }
programme-file-empty = Programme
programme-column-intended = by the calendar
programme-column-taken = taught

programme-refusal-kind = This is no programme: the file has no columns «№» and «тема». Take the sample by the button “📄 Sample XLSX”.
programme-refusal-gone = This plan is loaded already, or another file came after it. What is written stands in “📚 Programme”.
programme-refusal-changed = The plan was changed meanwhile. Look once more at what will change.
programme-refusal-taken = A lesson took this topic already: it cannot be taken out. Its title can be changed.
programme-refusal-edited = While you were writing the topic was changed: “{ $topic }”. To replace it all the same, send the text again.
