# Одна отметка нескольким, отметки по списку, кого спросить, кто не писал.

several = 👥 Нескольким
several-title = 👥 <b>Одна отметка нескольким</b>
several-work = За что: { $work }
several-hint = Выберите отметку и учеников, потом сохраните всё сразу.
several-who = Отмечены: { $names }. Осталось выбрать отметку.
several-so = <b>{ $value }</b>: { $names }
several-absent = Нет на уроке: { $names }
several-full = Уже по две отметки: { $names }
several-value = { $chosen ->
    [1] ✅ { $value }
   *[0] { $value }
}
several-line = { $ticked ->
    [1] ✅ { $number } { $name } { $cell }
   *[0] { $number } { $name } { $cell }
}
several-save = 💾 Поставить { $value }: { $count ->
    [one] { $count } ученику
   *[other] { $count } ученикам
}
several-saved = ✅ { $value }: { $names }
refusal-ticks-changed = Список отмеченных уже другой. Проверьте его и сохраните ещё раз.

mlist = 📋 По списку
mlist-title = 📋 <b>Отметки по списку</b>
# $expected — сколько учеников в списке.
mlist-hint = Пришлите одним сообщением { $expected ->
    [one] { $expected } отметку
    [few] { $expected } отметки
   *[many] { $expected } отметок
} по порядку списка, через пробел: <i>5 4 н 3 - 5</i>. Прочерк — без отметки, 5/4 — две, н, б, у, оп — посещаемость.
mlist-name = { $number }. { $name } { $there }
mlist-count = ❗ Нужно { $expected }, а в сообщении { $given }. Ничего не сохранено. Вот как разложилось:
mlist-line = { $number }. { $name } — { $said }
mlist-mark = <b>{ $value }</b>
mlist-mark-changed = <b>{ $before } → { $value }</b>
mlist-code = <b>{ $code }</b>
mlist-nothing = без отметки
mlist-as-it-is = без изменений ({ $there })
mlist-piece-wrong = ❗ непонятно: «{ $piece }»
mlist-piece-full = ❗ { $piece }: места нет, уже { $there }
mlist-conflict = ❗ { $said }: в день урока пропуск и отметка вместе не ставятся
mlist-wrong = Исправьте список и пришлите его целиком ещё раз.
mlist-yours = Ваш текст: <code>{ $text }</code>
mlist-reason = День урока прошёл, и часть отметок меняется: выберите причину.
mlist-because = Причина: { $reason }
mlist-why-own = ✍️ Своя причина
mlist-asks-reason = Напишите причину одним сообщением.
mlist-save = 💾 Сохранить
mlist-saved = ✅ Сохранено: { $marks ->
    [one] { $marks } отметка
    [few] { $marks } отметки
   *[many] { $marks } отметок
}{ $codes ->
    [0] { "" }
   *[other] , посещаемость: { $codes }
}

asking = 🙋 Кого спросить
asking-title = 🙋 <b>Кого спросить</b>
asking-line = { $name } · { $marks }
asking-never = { $number }. { $name } — отметок нет
asking-student = { $number }. { $name } — { $marks ->
    [one] { $marks } отметка
    [few] { $marks } отметки
   *[many] { $marks } отметок
}, последняя { $day }
asking-nobody = Спрашивать некого: у всех, кто на уроке, отметка уже есть.
asking-missing = Сегодня нет: { $names }
asking-done = Уже с отметкой на этом уроке: { $count }

unwritten = Не писали ({ $count })
unwritten-title = ✍️ <b>Не писали: { $work }</b>
unwritten-some = { $count ->
    [one] Без отметки { $count } ученик.
   *[other] Без отметки { $count } учеников.
} Нажмите на имя, чтобы поставить.
unwritten-nobody = Отметка за эту работу есть у всех.
unwritten-own-day = Отметка тому, кого нет на уроке, ставится позже, когда работа написана.
unwritten-later = Отметка тому, кого не было, запишется как «написал(а) позже» с сегодняшней датой.
unwritten-wrote-title = Написали позже:
unwritten-wrote = { $name } — <b>{ $cell }</b>, { $day }
