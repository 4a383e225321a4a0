# Домашнее задание урока, каким его видит учитель.

homework-title = 📝 <b>Домашнее задание</b>
homework-type = Напишите задание одним сообщением, можно сразу с минутами и днём: <i>§21 №3–5 30 мин к пт</i>. Фото и файлы тоже сюда.
homework-type-again = Новое сообщение заменит текст. Фото и файлы добавятся.
homework-saved = ✅ Сохранено. Фото и файлы можно прислать следом.
homework-planned = По КТП: { $text }
homework-is-nothing = Не задано.
homework-text = { $text }
homework-due = { $due }
homework-off-lesson = ⚠️ В этот день урока по расписанию нет.
homework-kind-written = письменно
homework-kind-reading = чтение
homework-kind-oral = устно
homework-kind-creative = творческое
homework-kind-project = проект
homework-kind-long_term = долгосрочное
homework-choice = { $chosen ->
    [1] ✅ { $choice }
   *[0] { $choice }
}
homework-minutes-choice = { $chosen ->
    [1] ✅ { $minutes }′
   *[0] { $minutes }′
}
homework-due-button = 📅 Другой день
homework-nothing = Не задано
homework-take-planned = 📘 Взять из КТП
homework-show-files = 📎 Показать ({ $files })
homework-drop-files = Убрать файлы
homework-days = К какому дню?
homework-no-days = В этом месяце уроков по расписанию больше нет. День можно написать в тексте: <i>к 12.01</i>.
homework-changed = Пока экран был открыт, задание изменил(а) { $who }. Посмотрите, что записано.
homework-conflict = Пока вы писали, задание записал(а) { $who }.
homework-theirs = Сейчас записано: { $text }
homework-yours = Ваше: { $text }
homework-replace = Заменить на моё
homework-leave = Оставить как есть
homework-file-expected = Здесь нужен текст, фото или файл.
homework-files-gone = Файл больше не открывается. Пришлите его ещё раз.

# Сколько всего на день. $over — 1, если больше нормы.
homework-load = { $over ->
    [1] ⚠️ Всего на { $day }: { $total } мин при норме { $limit }.
   *[0] Всего на { $day }: { $total } из { $limit } мин.
}
homework-load-reason = Сверх нормы, потому что: { $reason }
homework-overload = ⚠️ На { $day } уже задано { $others } из { $limit } мин. С вашими { $own } будет { $total }.
homework-overload-choose = Пока не сохранено. Выберите другой день, меньше минут или объясните, почему нужно именно так. Можно и написать задание заново.
homework-fit-day = 📅 { $day } · там { $minutes } из { $limit } мин
homework-fit-minutes = ⏱ Только { $minutes } мин
homework-insist = ✍️ Задать сверх нормы
homework-asks-reason = Почему задание нужно сверх нормы? Напишите одним сообщением: причина сохранится вместе с заданием.

homework-for-named = 👤 Отдельным ученикам
homework-named-title = 👤 <b>Задание отдельным ученикам</b>
homework-named-choose = Отметьте, кому. Потом напишите задание одним сообщением, фото и файлы тоже сюда.
homework-named-type = Напишите задание одним сообщением, фото и файлы тоже сюда. Его увидят только отмеченные ученики и их семьи.
homework-named-saved = ✅ Сохранено. Новое сообщение заменит текст. Фото и файлы добавятся.
homework-named-who = Кому: { $names }
homework-named-other = 👤 { $names }
homework-named-take-back = Убрать
homework-named-more = ➕ Ещё одно
