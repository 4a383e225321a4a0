# Быстро: весь урок на одном экране, только нажатиями.

lesson-quick = ⚡ Быстро
quick-title = ⚡ <b>Урок без набора</b>
quick-hint = Фамилия — ученика нет, цифра — отметка.
quick-hint-unmarked = Нажмите на фамилию, если ученика нет.
quick-missing = 🙋 Нет: { $names }
quick-marks = 📊 { $names }
quick-closing = «Закрыть урок» допишет:
# $chosen — 1 у той пары, которая показана.
quick-pair = { $chosen ->
    [1] · { $first } и { $second } ·
   *[0] { $first } и { $second }
}
quick-mark = { $chosen ->
    [1] · { $value } ·
   *[0] { $value }
}
# $cell — что уже стоит: «Н», «5/4»; пусто, если ничего или если это видно рядом.
quick-name = { $cell } { $name }
quick-name-note = 🤒 { $name } { $cell }
quick-came = ✅ Пришёл

# Две группы у одного учителя: общий список.
both-title = 👥 <b>Обе группы вместе</b>
both-line = • { $group } · { $subject }
both-hint = Каждая отметка идёт в журнал своей группы. Тема, задание и закрытие — у каждого урока свои.
both-lesson = 📝 { $group } · { $subject }
lesson-both = 👥 Обе группы
