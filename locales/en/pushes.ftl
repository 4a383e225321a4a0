# Messages that come by themselves.

push-news-one = <b>{ $child }</b> · { $line }
push-news-many = <b>{ $child }</b>
push-news-subjects = <b>{ $child }</b>: news in { $subjects }
push-news-none = <b>{ $child }</b>: there is news, open the diary
push-subject = { $subject }
push-subject-dated = { $subject }, { $day }
push-line = { $subject }: { $line }
push-line-with-homework = { $subject }: { $line }. { $homework }
push-line-homework = { $subject }. { $homework }
push-work-later = { $work }, written later, { $day }
push-mark = <b>{ $value }</b> ({ $work })
push-mark-commented = <b>{ $value }</b> ({ $work }; { $comment })
push-mark-corrected = corrected { $old } → <b>{ $new }</b>
push-mark-corrected-because = corrected { $old } → <b>{ $new }</b>: { $reason }
push-mark-removed = mark { $old } removed
push-mark-removed-because = mark { $old } removed: { $reason }
push-absent = absent (Н)
push-ill = absent, ill (Б)
push-excused = absent, excused (У)
push-late = late (ОП)
push-present = present
push-attendance-corrected = corrected: { $now }
push-homework = Homework for { $day }: { $text }
push-homework-changed = Homework changed, for { $day }: { $text }
push-homework-none = No homework
push-homework-personal = Personally: { $task }
push-homework-personal-none = The personal task is off
push-homework-no-day = the next lesson
push-open-marks = 📊 Marks
push-open-homework = 📝 Homework
push-open-marks-of = 📊 Marks: { $child }

# The bot did not answer for long: whoever was filling a lesson checks it.
push-gap = The bot did not answer from { $begin } to { $end }. Taps of that time may be lost: please check that everything is there.
push-gap-since = The bot did not answer from { $begin } ({ $day }) to { $end }. Taps of that time may be lost: please check that everything is there.
