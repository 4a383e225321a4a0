# The substitution journal as a table.
book-title = the substitution journal of { $month }
book-file = Substitution journal { $month }.xlsx
book-page = Journal
book-page-hours = Hours by teacher
book-lead = Substitution journal · { $month }
book-lead-hours = Hours of substitution by teacher · { $month }
book-when = as of { $day } { $clock }
book-date = Date
book-period = Lesson
book-form = Class
book-subject = Subject
book-absent = For whom
book-substitute = Substitute
book-kind = Kind
book-kind-of = { $kind ->
    [same_subject] same subject
    [own_subject] own subject: { $instead }
    [joined] groups joined
   *[supervision] supervision
}
book-reason = Reason
book-order = Order №
book-topic = Topic
book-paid = Paid
book-paid-yes = yes
book-paid-no = no
book-signed = Signed
book-signed-at = { $day } { $clock }
book-unsigned = not signed
book-teacher = Teacher
book-hours-total = Hours
book-hours-paid = Paid
book-hours-unpaid = Not paid
book-hours-unsigned = Not signed
book-sum = Total
