# Отметки урока. $slot — первая или вторая отметка в клетке.

marks-title = 📊 <b>Отметки</b>
marks-choose = Выберите ученика.
marks-nobody = В группе никого нет.
marks-all-done = По списку прошли всех. Можно выбрать любого ученика или вернуться к уроку.
marks-go-on = Выберите ученика или вернитесь к уроку.
marks-line = { $chosen ->
    [1] { $number } { $name } { $cell } ◀
   *[0] { $number } { $name } { $cell }
}
marks-at = <b>{ $number }. { $name }</b>
marks-at-with = <b>{ $number }. { $name }</b>: { $there }
# $about — вид работы, комментарий, «написал(а) позже».
marks-there = { $value } ({ $about })
marks-later = написал(а) позже, { $day }
# $code — absent, ill, excused, late.
marks-attends = { $code ->
    [absent] нет (Н)
    [ill] болеет (Б)
    [excused] уважительная причина (У)
   *[late] опоздание (ОП)
}
marks-came = ✅ Пришёл: убрать пропуск
marks-more = Ещё: другие отметки, комментарий, вторая
marks-saved = ✅ { $name }: { $value }
marks-changed = ✅ { $name }: { $before } → { $value }
marks-removed = ✅ { $name }: отметка убрана
marks-work-type = Вид работы: { $work }
marks-work-of = Сменить вид работы: { $work }
marks-work-title = За что отметки этого урока?
marks-work-hint = Уже поставленные останутся как есть.
marks-work-choice = { $chosen ->
    [1] ✅ { $work }
   *[0] { $work }
}
# Виды работ по коду: так их называет разобранное сообщение.
marks-work-answer = ответ
marks-work-homework = д/з
marks-work-quiz = с/р
marks-work-test = к/р
marks-work-practical = пр/р
marks-work-lab = л/р
marks-work-dictation = диктант
marks-work-essay = сочинение
marks-work-project = проект
# $token — pass, fail, exempt, debt; остальные показываются как есть.
marks-value = { $token ->
    [pass] зачёт
    [fail] незачёт
    [exempt] освоб.
    [debt] долг
   *[other] { $value }
}
marks-cell = <b>{ $name }</b>{ $slot ->
    [1] { "" }
   *[2] , вторая отметка
}
marks-cell-empty = Отметки нет.
marks-cell-value = <b>{ $value }</b> · { $work }
marks-cell-comment = Комментарий: { $comment }
marks-cell-author = Автор: { $author }
marks-cell-late = Автор: { $author }, внесено позже дня урока
marks-cell-later = Автор: { $author }, написал(а) позже: { $day }
marks-cell-reason = Причина изменения: { $reason }
marks-cell-changed = Пока вы писали комментарий, отметка изменилась. Если он ещё нужен, нажмите «Комментарий» снова.
marks-comment = 💬 Комментарий
marks-remove = 🗑 Убрать отметку
marks-first = Первая отметка
marks-second = Вторая отметка
marks-conflict-name = <b>{ $name }</b>
marks-conflict = Пока экран был открыт, здесь изменилось. Сейчас стоит { $value }, поставил(а) { $who }.
marks-conflict-removed = Пока экран был открыт, отметку здесь убрал(а) { $who }.
marks-replace = Заменить на { $value }
marks-remove-anyway = Убрать
marks-leave = Оставить
marks-reason-change = { $name }: { $before } → { $value }
marks-reason-remove = { $name }: убрать { $before }
marks-reason-type = День урока прошёл, поэтому для изменения нужна причина. Выберите её или напишите одним сообщением.
marks-reason-kept = Ваша причина: { $reason }
# $why — slip, retaken, later, appeal, corrected. Сохраняется в истории и видна семье.
marks-why = { $why ->
    [slip] Ошибка при вводе
    [retaken] Пересдача
    [later] Работа сдана позже
    [appeal] Апелляция
   *[corrected] Работа над ошибками
}
marks-comment-type = { $name }, { $value }: напишите комментарий одним сообщением.
marks-part = { $first }–{ $last }
