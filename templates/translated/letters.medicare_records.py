from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'letters/medicare_records.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_practice = resolve('practice')
    l_0_patient = resolve('patient')
    l_0_notice = resolve('notice')
    l_0_letter_date = resolve('letter_date')
    l_0_coverage = resolve('coverage')
    l_0_invented = resolve('invented')
    l_0_diagnoses = resolve('diagnoses')
    l_0_request = resolve('request')
    l_0_orderer = resolve('orderer')
    l_0_notes = resolve('notes')
    l_0_scores = resolve('scores')
    l_0_enclosures = resolve('enclosures')
    l_0_attestations = resolve('attestations')
    l_0_paragraphs = resolve('paragraphs')
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
    l_0_part = context.vars['part'] = environment.get_template('partials/letter.md.j2', 'letters/medicare_records.md.j2').make_module(context.get_all(), True, {'part': l_0_part})
    context.exported_vars.discard('part')
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'letterhead'), (undefined(name='practice') if l_0_practice is missing else l_0_practice))))
    yield '\n\n::: running\nRe: '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'name')))
    if environment.getattr((undefined(name='notice') if l_0_notice is missing else l_0_notice), 'reference'):
        pass
        yield ', request '
        yield str(environment.finalize(environment.getattr((undefined(name='notice') if l_0_notice is missing else l_0_notice), 'reference')))
    yield '\n:::\n\n::: footer\nConfidential health information\n:::\n\n'
    yield str(environment.finalize((undefined(name='letter_date') if l_0_letter_date is missing else l_0_letter_date)))
    yield '\n\n::: lines\n'
    yield str(environment.finalize((environment.getattr((undefined(name='notice') if l_0_notice is missing else l_0_notice), 'payer') or environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'payer'))))
    yield '\n'
    for l_1_line in t_1(environment.getattr((undefined(name='notice') if l_0_notice is missing else l_0_notice), 'lines')):
        _loop_vars = {}
        pass
        yield str(environment.finalize(l_1_line))
        yield '\n'
    l_1_line = missing
    yield ':::\n\n# Answer to a request for medical records\n\n'
    if (undefined(name='invented') if l_0_invented is missing else l_0_invented):
        pass
        yield '*This is an example. The patient, the clinicians, and the practice are invented.*\n'
    yield '\n::: keys\nPatient: | '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'name')))
    yield ', date of birth '
    yield str(environment.finalize(environment.getattr((undefined(name='patient') if l_0_patient is missing else l_0_patient), 'birth_date')))
    yield '\nBeneficiary: | ID '
    yield str(environment.finalize(environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'member_id')))
    yield '\nYour request: | '
    yield str(environment.finalize(environment.getattr((undefined(name='notice') if l_0_notice is missing else l_0_notice), 'date')))
    if environment.getattr((undefined(name='notice') if l_0_notice is missing else l_0_notice), 'reference'):
        pass
        yield ', number '
        yield str(environment.finalize(environment.getattr((undefined(name='notice') if l_0_notice is missing else l_0_notice), 'reference')))
    if environment.getattr((undefined(name='notice') if l_0_notice is missing else l_0_notice), 'claim'):
        pass
        yield ', claim '
        yield str(environment.finalize(environment.getattr((undefined(name='notice') if l_0_notice is missing else l_0_notice), 'claim')))
    if environment.getattr((undefined(name='notice') if l_0_notice is missing else l_0_notice), 'by'):
        pass
        yield '; answer due '
        yield str(environment.finalize(environment.getattr((undefined(name='notice') if l_0_notice is missing else l_0_notice), 'by')))
    yield '\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'diagnosis_line'), (undefined(name='diagnoses') if l_0_diagnoses is missing else l_0_diagnoses))))
    yield '\nService: | '
    yield str(environment.finalize(t_2(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'modality'))))
    yield ', ordered by '
    yield str(environment.finalize(environment.getattr((undefined(name='orderer') if l_0_orderer is missing else l_0_orderer), 'name')))
    if environment.getattr((undefined(name='orderer') if l_0_orderer is missing else l_0_orderer), 'npi'):
        pass
        yield ', NPI '
        yield str(environment.finalize(environment.getattr((undefined(name='orderer') if l_0_orderer is missing else l_0_orderer), 'npi')))
    if environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'order_date'):
        pass
        yield ', '
        yield str(environment.finalize(environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'order_date')))
    yield '\n:::\n\nEnclosed are the records of the dates of service that you asked for.\n\n::: table caption="Session notes by date of service"\n| Date of service | Session | Code | Note signed by | Signed | Supervisor |\n|-----------------|--------:|------|----------------|--------|------------|\n'
    for l_1_row in t_1((undefined(name='notes') if l_0_notes is missing else l_0_notes)):
        _loop_vars = {}
        pass
        yield '| '
        yield str(environment.finalize(environment.getattr(l_1_row, 'date')))
        yield ' | '
        yield str(environment.finalize((environment.getattr(l_1_row, 'number') or 'not recorded')))
        yield ' | '
        yield str(environment.finalize(environment.getattr(l_1_row, 'code')))
        yield ' | '
        yield str(environment.finalize(environment.getattr(l_1_row, 'signed_by')))
        yield ' | '
        yield str(environment.finalize(environment.getattr(l_1_row, 'signed')))
        yield ' | '
        yield str(environment.finalize((environment.getattr(l_1_row, 'supervisor') or 'not recorded')))
        yield ' |\n'
    l_1_row = missing
    yield ':::\n\n'
    if (undefined(name='scores') if l_0_scores is missing else l_0_scores):
        pass
        yield '::: table names=1 caption="Rating scales in this episode"\n| Instrument | Date | Total | Rater |\n|------------|------|------:|-------|\n'
        for l_1_row in t_1((undefined(name='scores') if l_0_scores is missing else l_0_scores)):
            _loop_vars = {}
            pass
            yield '| '
            yield str(environment.finalize(environment.getattr(l_1_row, 'instrument')))
            yield ' | '
            yield str(environment.finalize(environment.getattr(l_1_row, 'date')))
            yield ' | '
            yield str(environment.finalize(environment.getattr(l_1_row, 'total')))
            yield ' | '
            yield str(environment.finalize((environment.getattr(l_1_row, 'rater') or 'not recorded')))
            yield ' |\n'
        l_1_row = missing
        yield ':::\n'
    yield '\n'
    if (undefined(name='enclosures') if l_0_enclosures is missing else l_0_enclosures):
        pass
        yield 'Further documents of the course:\n\n'
        for l_1_row in t_1((undefined(name='enclosures') if l_0_enclosures is missing else l_0_enclosures)):
            _loop_vars = {}
            pass
            yield '- '
            yield str(environment.finalize(environment.getattr(l_1_row, 'title')))
            if environment.getattr(l_1_row, 'date'):
                pass
                yield ', '
                yield str(environment.finalize(environment.getattr(l_1_row, 'date')))
            yield '\n'
        l_1_row = missing
    yield '\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'attested'), (undefined(name='attestations') if l_0_attestations is missing else l_0_attestations))))
    yield '\n\n'
    for l_1_text in t_1((undefined(name='paragraphs') if l_0_paragraphs is missing else l_0_paragraphs)):
        _loop_vars = {}
        pass
        yield str(environment.finalize(l_1_text))
        yield '\n\n'
    l_1_text = missing
    yield '\nIf a page is missing or cannot be read, please call before the claim is decided (telephone '
    yield str(environment.finalize(environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'phone')))
    yield ').\n\n::: signature closing="Sincerely,"\n'
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'signed_by'), (undefined(name='orderer') if l_0_orderer is missing else l_0_orderer))))
    yield '\n:::\n'

blocks = {}
debug_info = '6=39&7=41&10=43&18=49&21=51&22=53&23=56&29=60&34=64&35=68&36=70&38=84&39=86&48=98&49=102&53=116&57=119&58=123&63=134&66=137&67=141&72=149&74=151&75=154&79=158&82=160'
origin = ('aa6db0eef835ebb00d857976952d741490fe3e3183edb6342230f5ef43c1a71a', '3.1.6')
