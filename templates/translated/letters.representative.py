from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'letters/representative.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_practice = resolve('practice')
    l_0_invented = resolve('invented')
    l_0_patient = resolve('patient')
    l_0_coverage = resolve('coverage')
    l_0_request = resolve('request')
    l_0_representative = resolve('representative')
    l_0_signer_relation = resolve('signer_relation')
    l_0_signer = resolve('signer')
    l_0_part = missing
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
    yield '\n\n\n\n\n'
    l_0_part = context.vars['part'] = environment.get_template('partials/letter.md.j2', 'letters/representative.md.j2').make_module(context.get_all(), True, {'part': l_0_part})
    context.exported_vars.discard('part')
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'letterhead'), (undefined(name='practice') if l_0_practice is missing else l_0_practice))))
    yield '\n\n::: footer\nConfidential health information\n:::\n\n# Appointment of a representative\n\n'
    if (undefined(name='invented') if l_0_invented is missing else l_0_invented):
        pass
        yield '*This is an example. The patient, the clinicians, and the practice are invented.*\n'
    yield '\n::: keys\nMember: | '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'name')))
    yield ', date of birth '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'birth_date')))
    yield '\nPlan: | '
    yield str(environment.finalize(environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'payer')))
    if environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'plan'):
        pass
        yield ', '
        yield str(environment.finalize(environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'plan')))
    yield '; member ID '
    yield str(environment.finalize(environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'member_id')))
    if environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'group'):
        pass
        yield ', group '
        yield str(environment.finalize(environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'group')))
    yield '\nAbout: | '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'phase')))
    yield ' of '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'modality')))
    if environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'date'):
        pass
        yield ', requested '
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'date')))
    yield '\nRepresentative: | '
    yield str(environment.finalize(environment.getattr((undefined(name='representative') if l_0_representative is missing else l_0_representative), 'name')))
    yield ', '
    yield str(environment.finalize(environment.getattr((undefined(name='representative') if l_0_representative is missing else l_0_representative), 'role')))
    yield '; '
    yield str(environment.finalize(environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'name')))
    for l_1_line in t_1(environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'lines')):
        _loop_vars = {}
        pass
        yield ', '
        yield str(environment.finalize(l_1_line))
    l_1_line = missing
    if environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'phone'):
        pass
        yield '; telephone '
        yield str(environment.finalize(environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'phone')))
    yield '\n:::\n\n'
    if (undefined(name='signer_relation') if l_0_signer_relation is missing else l_0_signer_relation):
        pass
        yield 'I, '
        yield str(environment.finalize((undefined(name='signer') if l_0_signer is missing else l_0_signer)))
        yield ', '
        yield str(environment.finalize((undefined(name='signer_relation') if l_0_signer_relation is missing else l_0_signer_relation)))
        yield ' of '
        yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'name')))
        yield ', name the person above as the representative of '
        yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'name')))
        yield ' toward the plan in the matter above. The representative may:\n'
    else:
        pass
        yield 'I name the person above as my representative toward the plan in the matter above. The representative may:\n'
    yield '\n- ask for decisions, file grievances and appeals, and ask for an external review in '
    if (undefined(name='signer_relation') if l_0_signer_relation is missing else l_0_signer_relation):
        pass
        yield "the member's"
    else:
        pass
        yield 'my'
    yield " name;\n- send and receive the health information that is needed for this, and receive the plan's notices;\n- see the papers and the criteria that the plan used.\n\nThis holds until the matter is decided at its last level, or until I take it back in writing, or until this day: \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_. I can take it back at any time. "
    if (undefined(name='signer_relation') if l_0_signer_relation is missing else l_0_signer_relation):
        pass
        yield "The member's"
    else:
        pass
        yield 'My'
    yield ' treatment does not depend on my signing. The plan may ask for its own form beside this one.\n\n::: signature closing="'
    if (undefined(name='signer_relation') if l_0_signer_relation is missing else l_0_signer_relation):
        pass
        yield 'For the member'
    else:
        pass
        yield 'The member'
    yield '"\n'
    yield str(environment.finalize((undefined(name='signer') if l_0_signer is missing else l_0_signer)))
    yield '\n'
    if (undefined(name='signer_relation') if l_0_signer_relation is missing else l_0_signer_relation):
        pass
        yield str(environment.finalize(t_2((undefined(name='signer_relation') if l_0_signer_relation is missing else l_0_signer_relation))))
        yield ' of the member'
    else:
        pass
        yield 'Member'
    yield '\n:::\n\n'
    if (undefined(name='signer_relation') if l_0_signer_relation is missing else l_0_signer_relation):
        pass
        yield '::: signature closing="The member (where state law lets a minor of this age decide on this information)"\n'
        yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'name')))
        yield '\n:::\n\n'
    yield 'I accept this appointment. I will not charge a fee for it that the plan\'s rules do not allow.\n\n::: signature closing="The representative"\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'signed_by'), (undefined(name='representative') if l_0_representative is missing else l_0_representative))))
    yield '\n:::\n'

blocks = {}
debug_info = '6=33&7=35&15=37&20=41&21=45&23=57&25=65&29=81&30=84&35=96&39=103&41=110&42=117&43=119&47=127&49=130&56=133'
origin = ('58eb720e82f5c889ab73b848d8a8fb27c63791a6d9b50d600fe019938c100813', '3.1.6')
