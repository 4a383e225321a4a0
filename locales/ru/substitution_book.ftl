# Журнал замещения уроков таблицей.
book-title = журнал замещения уроков за { $month }
book-file = Журнал замещения { $month }.xlsx
book-page = Журнал
book-page-hours = Часы по учителям
book-lead = Журнал замещения уроков · { $month }
book-lead-hours = Часы замещения по учителям · { $month }
book-when = на { $day } { $clock }
book-date = Дата
book-period = Урок
book-form = Класс
book-subject = Предмет
book-absent = Кого заменяли
book-substitute = Кто заменял
book-kind = Вид замены
book-kind-of = { $kind ->
    [same_subject] тот же предмет
    [own_subject] свой предмет: { $instead }
    [joined] объединение групп
   *[supervision] присмотр
}
book-reason = Причина
book-order = Приказ №
book-topic = Тема
book-paid = Оплата
book-paid-yes = да
book-paid-no = нет
book-signed = Подписано
book-signed-at = { $day } { $clock }
book-unsigned = не подписано
book-teacher = Учитель
book-hours-total = Всего часов
book-hours-paid = Оплачивается
book-hours-unpaid = Без оплаты
book-hours-unsigned = Не подписано
book-sum = Итого
