from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'partials/release.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_opening = l_0_closing = l_0_form = missing
    try:
        t_1 = environment.filters['_counted']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named '_counted' found.")
    try:
        t_2 = environment.filters['capitalize']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No filter named 'capitalize' found.")
    pass
    yield '\n\n\n\n'
    def macro(l_1_practice, l_1_letter_date, l_1_recipient, l_1_patient, l_1_invented):
        t_3 = []
        if l_1_practice is missing:
            l_1_practice = undefined("parameter 'practice' was not provided", name='practice')
        if l_1_letter_date is missing:
            l_1_letter_date = undefined("parameter 'letter_date' was not provided", name='letter_date')
        if l_1_recipient is missing:
            l_1_recipient = undefined("parameter 'recipient' was not provided", name='recipient')
        if l_1_patient is missing:
            l_1_patient = undefined("parameter 'patient' was not provided", name='patient')
        if l_1_invented is missing:
            l_1_invented = undefined("parameter 'invented' was not provided", name='invented')
        pass
        t_3.extend((
            '::: running\nRe: ',
            str(environment.finalize(environment.getattr(l_1_patient, 'name'))),
            '\n:::\n\n::: footer\nConfidential health information\n:::\n\n',
            str(environment.finalize(l_1_letter_date)),
            '\n\n::: lines\n',
            str(environment.finalize(l_1_recipient)),
            '\n:::\n\n# Request for treatment records\n\n',
        ))
        if l_1_invented:
            pass
            t_3.append(
                '*This is an example. The patient, the clinicians, and the practice are invented.*\n',
            )
        t_3.extend((
            '\n::: keys\nPatient: | ',
            str(environment.finalize(environment.getattr(l_1_patient, 'name'))),
            ', date of birth ',
            str(environment.finalize(environment.getattr(l_1_patient, 'birth_date'))),
            '\n:::\n',
        ))
        return concat(t_3)
    context.exported_vars.add('opening')
    context.vars['opening'] = l_0_opening = Macro(environment, macro, 'opening', ('practice', 'letter_date', 'recipient', 'patient', 'invented'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_practice, l_1_chart):
        t_4 = []
        if l_1_practice is missing:
            l_1_practice = undefined("parameter 'practice' was not provided", name='practice')
        if l_1_chart is missing:
            l_1_chart = True
        pass
        if l_1_chart:
            pass
            t_4.append(
                'Copies of the chart pages that show this are best. Where the chart does not say, please write that it does not: a stated "not recorded" also helps. ',
            )
        t_4.extend((
            'The release is on the next page.\n\nPlease send the pages to ',
            str(environment.finalize(environment.getattr(l_1_practice, 'name'))),
        ))
        if environment.getattr(l_1_practice, 'fax'):
            pass
            t_4.extend((
                ' by fax to ',
                str(environment.finalize(environment.getattr(l_1_practice, 'fax'))),
            ))
        t_4.extend((
            ', or by mail to the address above. Questions: telephone ',
            str(environment.finalize(environment.getattr(l_1_practice, 'phone'))),
        ))
        if environment.getattr(l_1_practice, 'contact'):
            pass
            t_4.extend((
                ', ',
                str(environment.finalize(environment.getattr(l_1_practice, 'contact'))),
            ))
        t_4.append(
            '.\n',
        )
        return concat(t_4)
    context.exported_vars.add('closing')
    context.vars['closing'] = l_0_closing = Macro(environment, macro, 'closing', ('practice', 'chart'), False, False, False, context.eval_ctx.autoescape)
    yield '\n'
    def macro(l_1_practice, l_1_recipient, l_1_patient, l_1_signer, l_1_signer_relation, l_1_what):
        t_5 = []
        if l_1_practice is missing:
            l_1_practice = undefined("parameter 'practice' was not provided", name='practice')
        if l_1_recipient is missing:
            l_1_recipient = undefined("parameter 'recipient' was not provided", name='recipient')
        if l_1_patient is missing:
            l_1_patient = undefined("parameter 'patient' was not provided", name='patient')
        if l_1_signer is missing:
            l_1_signer = undefined("parameter 'signer' was not provided", name='signer')
        if l_1_signer_relation is missing:
            l_1_signer_relation = undefined("parameter 'signer_relation' was not provided", name='signer_relation')
        if l_1_what is missing:
            l_1_what = undefined("parameter 'what' was not provided", name='what')
        pass
        t_5.extend((
            '::: pagebreak\n\n## Authorization to release health information\n\n::: keys\nPatient: | ',
            str(environment.finalize(environment.getattr(l_1_patient, 'name'))),
            ', date of birth ',
            str(environment.finalize(environment.getattr(l_1_patient, 'birth_date'))),
            '\nFrom: | ',
            str(environment.finalize(l_1_recipient)),
            '\nTo: | ',
            str(environment.finalize(environment.getattr(l_1_practice, 'name'))),
        ))
        for l_2_line in t_1(environment.getattr(l_1_practice, 'lines')):
            _loop_vars = {}
            pass
            t_5.extend((
                ', ',
                str(environment.finalize(l_2_line)),
            ))
        l_2_line = missing
        if environment.getattr(l_1_practice, 'fax'):
            pass
            t_5.extend((
                '; fax ',
                str(environment.finalize(environment.getattr(l_1_practice, 'fax'))),
            ))
        t_5.extend((
            '\nWhat: | ',
            str(environment.finalize(l_1_what)),
            '\nPurpose: | to document earlier treatment for my present care and for a request to my health plan\nEnds: | on this day or event: \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\n:::\n\nI allow the release described above. I understand:\n\n- I may take this back at any time, in writing to the sender named above. What was released before stays released.\n- My treatment, payment, enrollment, and benefits do not depend on my signing.\n- What is released may be passed on by the receiver and may then no longer be protected by federal privacy rules.\n- I may have a copy of this form.\n- Psychotherapy notes kept apart from the chart are **not** covered. They need a form of their own.\n\nReleased only where I put my initials:\n\n- \\_\\_\\_\\_\\_\\_ mental health records, where state law asks for this\n- \\_\\_\\_\\_\\_\\_ records of treatment for substance use (42 CFR Part 2)\n- \\_\\_\\_\\_\\_\\_ other records that state law protects apart, namely: \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\n\n::: signature\n',
            str(environment.finalize(l_1_signer)),
            '\n',
        ))
        if l_1_signer_relation:
            pass
            t_5.extend((
                str(environment.finalize(t_2(l_1_signer_relation))),
                ' of the patient',
            ))
        else:
            pass
            t_5.append(
                'Patient',
            )
        t_5.append(
            '\n:::\n',
        )
        return concat(t_5)
    context.exported_vars.add('form')
    context.vars['form'] = l_0_form = Macro(environment, macro, 'form', ('practice', 'recipient', 'patient', 'signer', 'signer_relation', 'what'), False, False, False, context.eval_ctx.autoescape)

blocks = {}
debug_info = '5=25&7=40&14=42&17=44&22=47&27=54&31=63&32=70&34=77&37=102&43=119&44=123&45=125&47=143&67=145&68=148'
origin = ('6b370c3c1626b1cfc272d4daa9dc574c997f4419fa4c64496181da97a1d9f451', '3.1.6')
