from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'appeals/clinical.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    parent_template = None
    pass
    if parent_template is None:
        yield '\n\n\n\n\n'
    parent_template = environment.get_template('partials/appeal.md.j2', 'appeals/clinical.md.j2')
    for name, parent_block in parent_template.blocks.items():
        context.blocks.setdefault(name, []).append(parent_block)
    yield from parent_template.root_render_func(context)

def block_heading(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_expedited = resolve('expedited')
    l_0_level_words = resolve('level_words')
    l_0_claim_lines = resolve('claim_lines')
    l_0_denial = resolve('denial')
    try:
        t_1 = environment.filters['capitalize']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'capitalize' found.")
    pass
    if (undefined(name='expedited') if l_0_expedited is missing else l_0_expedited):
        pass
        yield 'Expedited '
        yield str(environment.finalize((undefined(name='level_words') if l_0_level_words is missing else l_0_level_words)))
    else:
        pass
        yield str(environment.finalize(t_1((undefined(name='level_words') if l_0_level_words is missing else l_0_level_words))))
    yield ': '
    if (undefined(name='claim_lines') if l_0_claim_lines is missing else l_0_claim_lines):
        pass
        yield 'unpaid claim for'
    elif environment.getattr((undefined(name='denial') if l_0_denial is missing else l_0_denial), 'partial'):
        pass
        yield 'partial approval of'
    else:
        pass
        yield 'denial of'
    yield ' transcranial magnetic stimulation'

def block_opening(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_standing = resolve('standing')
    l_0_denial = resolve('denial')
    l_0_claim_lines = resolve('claim_lines')
    l_0_request = resolve('request')
    l_0_patient = resolve('patient')
    l_0_all_answered = resolve('all_answered')
    try:
        t_2 = environment.filters['listed']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No filter named 'listed' found.")
    pass
    if (undefined(name='standing') if l_0_standing is missing else l_0_standing):
        pass
        yield 'On behalf of the member, as '
        yield str(environment.finalize(environment.getattr((undefined(name='standing') if l_0_standing is missing else l_0_standing), 'relation')))
        yield ' ('
        yield str(environment.finalize(environment.getattr((undefined(name='standing') if l_0_standing is missing else l_0_standing), 'person')))
        yield ', authorization signed '
        yield str(environment.finalize(environment.getattr((undefined(name='standing') if l_0_standing is missing else l_0_standing), 'signed')))
        yield ', enclosed), I appeal'
    else:
        pass
        yield 'As the ordering clinician, I appeal'
    yield ' the decision of '
    yield str(environment.finalize(environment.getattr((undefined(name='denial') if l_0_denial is missing else l_0_denial), 'date')))
    if environment.getattr((undefined(name='denial') if l_0_denial is missing else l_0_denial), 'reference'):
        pass
        yield ' (reference '
        yield str(environment.finalize(environment.getattr((undefined(name='denial') if l_0_denial is missing else l_0_denial), 'reference')))
        yield ')'
    yield ', which '
    if (undefined(name='claim_lines') if l_0_claim_lines is missing else l_0_claim_lines):
        pass
        yield 'did not pay, or not in full, for'
    elif environment.getattr((undefined(name='denial') if l_0_denial is missing else l_0_denial), 'partial'):
        pass
        yield 'approved only in part'
    else:
        pass
        yield 'denied'
    yield ' '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'modality')))
    yield ' for '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'name')))
    yield ', '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'age_article')))
    yield ' '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'age')))
    yield '-year-old patient with '
    yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'indication')))
    yield '. '
    if (undefined(name='claim_lines') if l_0_claim_lines is missing else l_0_claim_lines):
        pass
        yield 'I ask that the decision be reversed and that the claim lines named above be paid.'
    elif environment.getattr((undefined(name='denial') if l_0_denial is missing else l_0_denial), 'partial'):
        pass
        yield 'I ask that what was not approved'
        if environment.getattr((undefined(name='denial') if l_0_denial is missing else l_0_denial), 'denied'):
            pass
            yield ' ('
            yield str(environment.finalize(t_2(environment.getattr((undefined(name='denial') if l_0_denial is missing else l_0_denial), 'denied'))))
            yield ')'
        yield ' be authorized as requested, beside what was approved.'
    else:
        pass
        yield 'I ask that the decision be reversed and that '
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'sessions')))
        yield ' be authorized as requested.'
    yield ' '
    if (undefined(name='all_answered') if l_0_all_answered is missing else l_0_all_answered):
        pass
        yield 'Each stated reason is answered below from the medical record.'
    else:
        pass
        yield 'Each stated reason is taken up below.'

def block_history(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_earlier = resolve('earlier')
    try:
        t_3 = environment.filters['_counted']
    except KeyError:
        @internalcode
        def t_3(*unused):
            raise TemplateRuntimeError("No filter named '_counted' found.")
    try:
        t_2 = environment.filters['listed']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No filter named 'listed' found.")
    pass
    for l_1_row in t_3((undefined(name='earlier') if l_0_earlier is missing else l_0_earlier)):
        l_1_has_new = resolve('has_new')
        _loop_vars = {}
        pass
        yield 'The '
        yield str(environment.finalize(environment.getattr(l_1_row, 'words')))
        yield ' was sent on '
        yield str(environment.finalize(environment.getattr(l_1_row, 'date')))
        if environment.getattr(l_1_row, 'outcome'):
            pass
            yield '; it was decided'
            if environment.getattr(l_1_row, 'decided'):
                pass
                yield ' on '
                yield str(environment.finalize(environment.getattr(l_1_row, 'decided')))
            yield ': '
            yield str(environment.finalize(environment.getattr(l_1_row, 'outcome')))
        yield '.'
        if environment.getattr(l_1_row, 'said'):
            pass
            yield ' It relied on '
            yield str(environment.finalize(t_2(environment.getattr(l_1_row, 'said'))))
            yield '.'
        yield ' '
        if (undefined(name='has_new') if l_1_has_new is missing else l_1_has_new):
            pass
            yield 'What is new since then is marked below.'
        else:
            pass
            yield 'The record holds nothing new since then.'
        yield '\n\n'
    l_1_row = l_1_has_new = missing

def block_closing(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_orderer = resolve('orderer')
    l_0_practice = resolve('practice')
    pass
    yield 'If the decision is not changed on this record, I ask for a conversation with the deciding psychiatrist before the decision is final (telephone '
    yield str(environment.finalize((environment.getattr((undefined(name='orderer') if l_0_orderer is missing else l_0_orderer), 'phone') or environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'phone'))))
    yield ').'
    if environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'contact'):
        pass
        yield ' '
        yield str(environment.finalize(environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'contact')))
        yield ' answers other questions (telephone '
        yield str(environment.finalize(environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'phone')))
        yield ').'
    yield ' Please send the decision in writing to the address above.\n'

blocks = {'heading': block_heading, 'opening': block_opening, 'history': block_history, 'closing': block_closing}
debug_info = '6=14&7=19&9=56&10=76&13=141&14=162&15=167&21=195&22=206'
origin = ('723fae310d40d761aa2decf096172c92484b52db0468cd029421d97753831d6a', '3.1.6')
