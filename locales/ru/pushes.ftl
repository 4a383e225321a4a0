# Сообщения, которые приходят сами.

# «Полина · Алгебра: 5 (ответ), 4 (д/з). Д/з на чт 26.11: §21»
push-news-one = <b>{ $child }</b> · { $line }
push-news-many = <b>{ $child }</b>
push-news-subjects = <b>{ $child }</b>: новое по предметам — { $subjects }
push-news-none = <b>{ $child }</b>: есть новости, откройте дневник
push-subject = { $subject }
push-subject-dated = { $subject }, { $day }
push-line = { $subject }: { $line }
push-line-with-homework = { $subject }: { $line }. { $homework }
push-line-homework = { $subject }. { $homework }
push-work-later = { $work }, написано позже, { $day }
push-mark = <b>{ $value }</b> ({ $work })
push-mark-commented = <b>{ $value }</b> ({ $work }; { $comment })
push-mark-corrected = исправлено { $old } → <b>{ $new }</b>
push-mark-corrected-because = исправлено { $old } → <b>{ $new }</b>: { $reason }
push-mark-removed = отметка { $old } убрана
push-mark-removed-because = отметка { $old } убрана: { $reason }
push-absent = нет на уроке (Н)
push-ill = отсутствует по болезни (Б)
push-excused = отсутствует по уважительной причине (У)
push-late = опоздание (ОП)
push-present = на уроке
push-attendance-corrected = исправлено: { $now }
push-homework = Д/з на { $day }: { $text }
push-homework-changed = Д/з изменено, на { $day }: { $text }
push-homework-none = Д/з не задано
push-homework-personal = Лично: { $task }
push-homework-personal-none = Личное задание снято
push-homework-no-day = следующий урок
push-open-marks = 📊 Отметки
push-open-homework = 📝 Задания
push-open-marks-of = 📊 Отметки: { $child }

# Бот долго не отвечал: кто в это время заполнял урок, проверит его.
push-gap = Бот не отвечал с { $begin } до { $end }. Нажатия кнопок за это время могли потеряться: проверьте, всё ли записано.
push-gap-since = Бот не отвечал с { $begin } ({ $day }) до { $end }. Нажатия кнопок за это время могли потеряться: проверьте, всё ли записано.
