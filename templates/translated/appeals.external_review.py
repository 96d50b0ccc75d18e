from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'appeals/external_review.md.j2'

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
    parent_template = environment.get_template('partials/appeal.md.j2', 'appeals/external_review.md.j2')
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
    l_0_claim_lines = resolve('claim_lines')
    l_0_denial = resolve('denial')
    pass
    if (undefined(name='expedited') if l_0_expedited is missing else l_0_expedited):
        pass
        yield 'Expedited request'
    else:
        pass
        yield 'Request'
    yield ' for external review: '
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

def block_salutation(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    pass
    yield 'To the external reviewer:'

def block_opening(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_standing = resolve('standing')
    l_0_denial = resolve('denial')
    l_0_coverage = resolve('coverage')
    l_0_claim_lines = resolve('claim_lines')
    l_0_request = resolve('request')
    l_0_patient = resolve('patient')
    try:
        t_1 = environment.filters['listed']
    except KeyError:
        @internalcode
        def t_1(*unused):
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
        yield ', enclosed), I request'
    else:
        pass
        yield 'As the ordering clinician, I request'
    yield ' external review of the decision of '
    yield str(environment.finalize(environment.getattr((undefined(name='denial') if l_0_denial is missing else l_0_denial), 'date')))
    if environment.getattr((undefined(name='denial') if l_0_denial is missing else l_0_denial), 'reference'):
        pass
        yield ' (reference '
        yield str(environment.finalize(environment.getattr((undefined(name='denial') if l_0_denial is missing else l_0_denial), 'reference')))
        yield ')'
    yield ' by '
    yield str(environment.finalize(environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'payer')))
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
    yield '. I ask for a decision by a reviewer in psychiatry who knows this treatment, and that '
    if (undefined(name='claim_lines') if l_0_claim_lines is missing else l_0_claim_lines):
        pass
        yield 'the services of the claim lines named above'
    elif (environment.getattr((undefined(name='denial') if l_0_denial is missing else l_0_denial), 'partial') and environment.getattr((undefined(name='denial') if l_0_denial is missing else l_0_denial), 'denied')):
        pass
        yield 'what was not approved ('
        yield str(environment.finalize(t_1(environment.getattr((undefined(name='denial') if l_0_denial is missing else l_0_denial), 'denied'))))
        yield ')'
    else:
        pass
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'sessions')))
    yield ' be found medically necessary.\n'

def block_history(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_earlier = resolve('earlier')
    l_0_denial = resolve('denial')
    try:
        t_2 = environment.filters['_counted']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No filter named '_counted' found.")
    try:
        t_1 = environment.filters['listed']
    except KeyError:
        @internalcode
        def t_1(*unused):
            raise TemplateRuntimeError("No filter named 'listed' found.")
    pass
    yield '## What was decided inside the plan\n\n'
    if (undefined(name='earlier') if l_0_earlier is missing else l_0_earlier):
        pass
        for l_1_row in t_2((undefined(name='earlier') if l_0_earlier is missing else l_0_earlier)):
            _loop_vars = {}
            pass
            yield '- The '
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
                yield str(environment.finalize(t_1(environment.getattr(l_1_row, 'said'))))
                yield '.'
            yield '\n'
        l_1_row = missing
        yield '\n'
    else:
        pass
        yield 'The notice of '
        yield str(environment.finalize(environment.getattr((undefined(name='denial') if l_0_denial is missing else l_0_denial), 'date')))
        yield " is the plan's decision under review.\n"

def block_precedents(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    _block_vars = {}
    l_0_precedents = resolve('precedents')
    try:
        t_2 = environment.filters['_counted']
    except KeyError:
        @internalcode
        def t_2(*unused):
            raise TemplateRuntimeError("No filter named '_counted' found.")
    pass
    if (undefined(name='precedents') if l_0_precedents is missing else l_0_precedents):
        pass
        yield '## Published outcomes of external review\n\nThese are counts of other cases, and say nothing of this one.\n\n'
        for l_1_row in t_2((undefined(name='precedents') if l_0_precedents is missing else l_0_precedents)):
            _loop_vars = {}
            pass
            yield '- '
            yield str(environment.finalize(l_1_row))
            yield '\n'
        l_1_row = missing

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
    yield 'I am available to the reviewer (telephone '
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

blocks = {'heading': block_heading, 'salutation': block_salutation, 'opening': block_opening, 'history': block_history, 'precedents': block_precedents, 'closing': block_closing}
debug_info = '6=14&7=19&9=48&11=58&12=78&15=133&18=156&19=158&20=162&25=186&29=189&30=204&35=207&36=211&41=215&42=226'
origin = ('21d57838a446de2cf08ebd29046f8211e39927ed6bd563db931b94aa675e6ed1', '3.1.6')
