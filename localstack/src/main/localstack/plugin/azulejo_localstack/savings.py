"""What LocalStack 4.9.2 spends on each call and job without any use for our tests. Applied once, as it starts."""

import base64
import functools
import threading

from azulejo_localstack import host


def apply():
    _leave_out_what_nobody_reads()
    _parse_the_same_text_once()
    _assume_each_role_once()
    _unpack_the_same_code_once()


def _leave_out_what_nobody_reads():
    """Each call of a function made two requests of this server's own, for its metrics and for its log, which is a file as
    well; and each event made a line of a kilobyte for each rule that it is not for: half of the log."""
    from localstack.services.events import provider
    from localstack.services.lambda_.invocation import logs, version_manager

    version_manager.record_cw_metric_invocation = version_manager.record_cw_metric_error = lambda **_: None
    logs.is_api_enabled = lambda api: False
    provider.LOG.addFilter(lambda record: "InternalInfoEvents at matches_rule" not in str(record.msg))


def _parse_the_same_text_once():
    """Each execution parsed the text of its machine anew, and each event and each state their paths, for which the parsers
    make their tables each time: together a quarter of what a job costs the server. All trees are only read."""
    import jsonpath_rw
    from localstack.services.stepfunctions.asl.component.common.path import result_path
    from localstack.services.stepfunctions.asl.parse.asl_parser import AmazonStateLanguageParser
    from localstack.services.stepfunctions.asl.utils import json_path

    machine = functools.lru_cache(maxsize=64)(AmazonStateLanguageParser.parse)
    AmazonStateLanguageParser.parse = staticmethod(machine)
    for paths in (jsonpath_rw, json_path, result_path):
        paths.parse = functools.lru_cache(maxsize=1024)(paths.parse)


def _assume_each_role_once():
    """Each task of a machine and each event for a target assumed its role anew, and made a client for what it got: a tenth of
    what a job costs the server. Credentials do not run out here, and clients are for many threads."""
    from localstack.aws.connect import ClientFactory

    ClientFactory.with_assumed_role = functools.lru_cache(maxsize=256)(ClientFactory.with_assumed_role)


def _unpack_the_same_code_once():
    """All functions of the pipeline have one archive of 40 MB. It is read from S3 and unpacked for the first of them, and
    stays until the server ends."""
    from localstack.services.lambda_.invocation.lambda_models import S3Code

    unzip = S3Code.prepare_for_execution
    one_at_a_time = threading.Lock()

    def folder(code):
        digest = base64.b64decode(code.code_sha256).hex()
        return host.STATE / "code" / digest

    def prepare(code):
        with one_at_a_time:
            unzip(code)

    S3Code.get_unzipped_code_location = folder
    S3Code.prepare_for_execution = prepare
    S3Code.destroy_cached = lambda code: None
