from jinja2.runtime import LoopContext, Macro, Markup, Namespace, TemplateNotFound, TemplateReference, TemplateRuntimeError, Undefined, escape, identity, internalcode, markup_join, missing, str_join
name = 'packets/cover.md.j2'

def root(context, missing=missing, environment=environment):
    resolve = context.resolve_or_missing
    undefined = environment.undefined
    concat = environment.concat
    cond_expr_undefined = Undefined
    if 0: yield None
    l_0_practice = resolve('practice')
    l_0_invented = resolve('invented')
    l_0_coverage = resolve('coverage')
    l_0_date = resolve('date')
    l_0_subject = resolve('subject')
    l_0_reference = resolve('reference')
    l_0_request = resolve('request')
    l_0_parts = resolve('parts')
    l_0_pages = resolve('pages')
    l_0_part2_notice = resolve('part2_notice')
    l_0_part = missing
    pass
    yield '\n\n\n\n\n'
    l_0_part = context.vars['part'] = environment.get_template('partials/letter.md.j2', 'packets/cover.md.j2').make_module(context.get_all(), True, {'part': l_0_part})
    context.exported_vars.discard('part')
    yield str(environment.finalize(environment.call(context, environment.getattr((undefined(name='part') if l_0_part is missing else l_0_part), 'letterhead'), (undefined(name='practice') if l_0_practice is missing else l_0_practice))))
    yield '\n\n# Fax cover sheet\n\n'
    if (undefined(name='invented') if l_0_invented is missing else l_0_invented):
        pass
        yield '*This is an example. The patient, the clinicians, and the practice are invented.*\n'
    yield '\n::: keys\nTo: | '
    yield str(environment.finalize(environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'payer')))
    if environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'unit'):
        pass
        yield ', '
        yield str(environment.finalize(environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'unit')))
    yield '\n'
    if environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'fax'):
        pass
        yield 'Fax: | '
        yield str(environment.finalize(environment.getattr((undefined(name='coverage') if l_0_coverage is missing else l_0_coverage), 'fax')))
        yield '\n'
    yield 'From: | '
    yield str(environment.finalize(environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'name')))
    if environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'contact'):
        pass
        yield ', '
        yield str(environment.finalize(environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'contact')))
    yield '\n'
    if environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'phone'):
        pass
        yield 'Telephone: | '
        yield str(environment.finalize(environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'phone')))
        yield '\n'
    if environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'fax'):
        pass
        yield 'Reply by fax: | '
        yield str(environment.finalize(environment.getattr((undefined(name='practice') if l_0_practice is missing else l_0_practice), 'fax')))
        yield '\n'
    yield 'Date: | '
    yield str(environment.finalize((undefined(name='date') if l_0_date is missing else l_0_date)))
    yield '\nSubject: | '
    yield str(environment.finalize((undefined(name='subject') if l_0_subject is missing else l_0_subject)))
    yield '\nOur reference: | case '
    yield str(environment.finalize(environment.getattr((undefined(name='reference') if l_0_reference is missing else l_0_reference), 'case')))
    yield ', request '
    yield str(environment.finalize(environment.getattr((undefined(name='reference') if l_0_reference is missing else l_0_reference), 'request')))
    yield '\n'
    if environment.getattr((undefined(name='request') if l_0_request is missing else l_0_request), 'expedited'):
        pass
        yield 'Review: | **Expedited review is requested**\n'
    if environment.getattr((undefined(name='parts') if l_0_parts is missing else l_0_parts), 'many'):
        pass
        yield 'Part: | **part '
        yield str(environment.finalize(environment.getattr((undefined(name='parts') if l_0_parts is missing else l_0_parts), 'this')))
        yield ' of '
        yield str(environment.finalize(environment.getattr((undefined(name='parts') if l_0_parts is missing else l_0_parts), 'all')))
        yield '**\nPages: | **'
        yield str(environment.finalize(environment.getattr((undefined(name='pages') if l_0_pages is missing else l_0_pages), 'here')))
        yield '** in this part, this sheet included (packet pages '
        yield str(environment.finalize(environment.getattr((undefined(name='pages') if l_0_pages is missing else l_0_pages), 'first')))
        yield ' to '
        yield str(environment.finalize(environment.getattr((undefined(name='pages') if l_0_pages is missing else l_0_pages), 'last')))
        yield '); '
        yield str(environment.finalize(environment.getattr((undefined(name='pages') if l_0_pages is missing else l_0_pages), 'all')))
        yield ' in all parts\n'
    else:
        pass
        yield 'Pages: | **'
        yield str(environment.finalize(environment.getattr((undefined(name='pages') if l_0_pages is missing else l_0_pages), 'all')))
        yield '**, this sheet included\n'
    yield ':::\n\n'
    if environment.getattr((undefined(name='parts') if l_0_parts is missing else l_0_parts), 'many'):
        pass
        yield 'The parts belong together. Please join them before review; each names its place in the packet.\n'
    yield '\nPlease tell us at once, at the telephone number above, if a page is missing or cannot be read. The last line of each page says which page of the packet it is.\n\n## Confidential\n\nThese pages hold health information that the law protects. They are meant only for the recipient named above. Anyone else may not read, copy, keep, or pass them on. If they reached you by mistake, please telephone the sender at once and destroy every page.\n\n'
    if (undefined(name='part2_notice') if l_0_part2_notice is missing else l_0_part2_notice):
        pass
        yield '## Substance use disorder records\n\n**'
        yield str(environment.finalize((undefined(name='part2_notice') if l_0_part2_notice is missing else l_0_part2_notice)))
        yield '**\n'

blocks = {}
debug_info = '6=23&7=25&11=27&16=31&18=37&19=40&21=43&23=49&24=52&26=54&27=57&29=60&30=62&31=64&32=68&35=71&36=74&37=78&39=89&43=92&53=96&56=99'
origin = ('7ebf608eeffd5ecd159f1ed9ea6532783e1cf43f8b1ec29a309c6e23c825387a', '3.1.6')
