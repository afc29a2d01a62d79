package dev.azulejo.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Checks the rights without which AWS would refuse a call, and that no unneeded ones exist.
class RightsTest {
    private static final String API = "ApiHttpRole";
    private static final String CONNECT = "FunctionsConnectRole";
    private static final List<Grant> ALL = Grant.all(Synthesized.CLOUD);
    private static final String EXECUTIONS = "arn:aws:states:REGION:ACCOUNT:execution:";

    private static List<String> may(String role, String action) {
        return Grant.resources(Grant.of(Synthesized.CLOUD, role), action);
    }

    /// A child of a Distributed Map runs in `stateMachine:NAME/LABEL`, and its tokens belong to that.
    @ParameterizedTest
    @ValueSource(strings = {"states:SendTaskSuccess", "states:SendTaskFailure", "states:SendTaskHeartbeat"})
    void aWorkerMayAnswerTheMachineAndTheChildrenOfItsMap(String action) {
        assertThat(may("WorkerRole", action)).containsExactly("MachinesEnhance", "MachinesEnhance/*");
    }

    @Test
    void theDeadLetterFunctionMayFailTasksOfChildrenToo() {
        assertThat(may("FunctionsDeadLetterRole", "states:SendTaskFailure"))
                .containsExactly("MachinesEnhance", "MachinesEnhance/*");
    }

    /// The rights follow "IAM policies for using Distributed Map states" (Step Functions Developer Guide),
    /// also for the run below the machine.
    @ParameterizedTest
    @ValueSource(strings = {"states:DescribeExecution", "states:StopExecution", "states:RedriveExecution"})
    void theMachineMayLookAfterTheRunOfItsMap(String action) {
        assertThat(may("MachinesEnhanceRole", action))
                .containsExactly(EXECUTIONS + "MachinesEnhance/*:*", EXECUTIONS + "MachinesEnhance:*");
        assertThat(may("MachinesStitchRole", action)).isEmpty();
    }

    /// A place to read from is none to write to, and the reverse.
    @Test
    void placesOfOthersAreWrittenByWhoeverDeliversAndReadByTheApi() {
        for (var role : List.of("FunctionsDeliverRole", "FunctionsDeadLetterRole")) {
            assertThat(may(role, "s3:PutObject"))
                    .contains("arn:aws:s3:::late-shelf-of-callers/*", "arn:aws:s3:::shelves-of-callers/*/*");
            assertThat(may(role, "s3:ListBucket")).noneMatch(resource -> resource.contains("of-callers"));
            assertThat(may(role, "s3:DeleteObject")).noneMatch(resource -> resource.contains("of-callers"));
        }
        assertThat(ALL.stream()
                        .filter(grant -> String.valueOf(grant.resources()).contains("of-callers")))
                .extracting(Grant::role)
                .containsOnly(API, "FunctionsDeliverRole", "FunctionsDeadLetterRole");
        assertThat(may(API, "s3:GetObject"))
                .contains("arn:aws:s3:::photos-of-callers/*/*")
                .noneMatch(resource -> resource.contains("shel"));
        assertThat(may(API, "s3:PutObject")).noneMatch(resource -> resource.contains("of-callers"));
    }

    @Test
    void aMachineWritesNothing() {
        for (var role : List.of("MachinesEnhanceRole", "MachinesStitchRole")) {
            assertThat(may(role, "s3:PutObject")).isEmpty();
        }
    }

    @Test
    void theClaimFunctionWritesClaimsAndAsksForExecutionsAndNothingElse() {
        assertThat(may("FunctionsClaimRole", "s3:PutObject"))
                .containsExactly("BucketsWork/jobs/*/enhance.claim", "BucketsWork/jobs/*/stitch.claim");
        assertThat(may("FunctionsClaimRole", "states:DescribeExecution"))
                .containsExactly(EXECUTIONS + "MachinesEnhance:*", EXECUTIONS + "MachinesStitch:*");
        for (var machine : List.of("MachinesEnhanceRole", "MachinesStitchRole")) {
            assertThat(may(machine, "lambda:InvokeFunction")).contains("FunctionsClaimLive");
        }
    }

    @Test
    void whoLooksForOverdueAttemptsListsTheWorkAndReadsNothing() {
        var role = "FunctionsOverdueRole";
        assertThat(may(role, "s3:ListBucket")).containsExactly("BucketsWork");
        assertThat(may(role, "s3:GetObject")).isEmpty();
        assertThat(may(role, "s3:PutObject")).isEmpty();
    }

    @Test
    void thePoolReadsPlansAndItsNotesAndStartsWorkersAndNothingElse() {
        var role = "PoolFunctionRole";
        assertThat(may(role, "s3:GetObject"))
                .containsExactly(
                        "BucketsWork/fleet/pool.json",
                        "BucketsWork/jobs/*/manifest.json",
                        "BucketsWork/jobs/*/shards.json");
        assertThat(may(role, "s3:PutObject")).containsExactly("BucketsWork/fleet/pool.json");
        assertThat(may(role, "s3:DeleteObject")).isEmpty();
        assertThat(may(role, "batch:SubmitJob")).containsExactlyInAnyOrder("WorkersWorker", "WorkersJobs");
        assertThat(may(role, "sqs:GetQueueAttributes")).containsExactlyInAnyOrder("QueuesTasks", "QueuesPlanned");
        assertThat(may(role, "sqs:ReceiveMessage")).containsExactly("QueuesPlanned");
    }

    @Test
    void aWorkerWritesTilesMarkersAndTheEndOfAJobAndNothingElse() {
        assertThat(may("WorkerRole", "s3:PutObject"))
                .containsExactly(
                        "BucketsWork/fleet/workers/*",
                        "BucketsWork/jobs/*/attempts/*/decision.json",
                        "BucketsWork/jobs/*/attempts/*/outcome.json",
                        "BucketsWork/jobs/*/inflight/*",
                        "BucketsWork/jobs/*/tiles/*");
    }

    /// The pipeline never deletes sources, results and records of attempts. It deletes only what it made to
    /// be withdrawn, results of the API that arrived after their job was deleted, a photograph's metadata,
    /// pixels that an earlier attempt named as damaged, and notes that an older version was about to be
    /// shown.
    @Test
    void nothingMayBeDeletedButReportsMarkersMetadataAndDamagedPixels() {
        var ofThePipeline = ALL.stream()
                .filter(grant -> !List.of(API, "FunctionsWebhookRole", CONNECT).contains(grant.role()))
                .toList();
        assertThat(Grant.resources(ofThePipeline, "s3:DeleteObject"))
                .containsExactly(
                        "BucketsOutbox/*.error.json",
                        "BucketsOutbox/api/*",
                        "BucketsWork/fleet/workers/*", // a worker's own, when it ends
                        "BucketsWork/jobs/*/inflight/*",
                        "BucketsWork/jobs/*/metadata",
                        "BucketsWork/jobs/*/sample",
                        "BucketsWork/jobs/*/shards.json",
                        "BucketsWork/jobs/*/source/*",
                        "BucketsWork/jobs/*/strips/*",
                        "BucketsWork/jobs/*/tiles/*",
                        "BucketsWork/showing/*");
        assertThat(ALL).noneMatch(grant -> grant.actions().contains("s3:DeleteObjectVersion"));
    }

    /// An intruder in the API finds no key, can make none, and reaches no file that was dropped into a
    /// folder.
    @Test
    void theApiTouchesWhatIsOfItsCallersAndNothingElse() {
        assertThat(may(API, "s3:GetObject"))
                .containsExactly(
                        "BucketsOutbox/api/*",
                        "BucketsWork/access/*",
                        "BucketsWork/arenas/*",
                        "BucketsWork/deliveries/*",
                        "BucketsWork/expiring/*",
                        "BucketsWork/hooks/*",
                        "BucketsWork/jobs/*",
                        "BucketsWork/tenants/*",
                        "BucketsWork/uploads/*",
                        "BucketsWork/usage/*",
                        "arn:aws:s3:::photos-of-callers/*/*"); // as the operator has named it
        assertThat(may(API, "s3:PutObject"))
                .containsExactly(
                        "BucketsWork/arenas/*/asked/*",
                        "BucketsWork/arenas/*/votes/*",
                        "BucketsWork/deliveries/*",
                        "BucketsWork/expiring/*",
                        "BucketsWork/hooks/*",
                        "BucketsWork/jobs/*",
                        "BucketsWork/tenants/*",
                        "BucketsWork/uploads/*",
                        "BucketsWork/usage/*");
        assertThat(may(API, "s3:DeleteObject"))
                .containsExactly(
                        "BucketsOutbox/api/*",
                        "BucketsWork/deliveries/*",
                        "BucketsWork/expiring/*",
                        "BucketsWork/hooks/*",
                        "BucketsWork/jobs/*",
                        "BucketsWork/tenants/*",
                        "BucketsWork/uploads/*");
    }

    /// The function talks to addresses that strangers have named.
    @Test
    void theFunctionOfWebhooksReachesNoPixelOfAnyPlaceButThatOfJobs() {
        assertThat(may("FunctionsWebhookRole", "s3:GetObject"))
                .containsExactly("BucketsWork/deliveries/*", "BucketsWork/hooks/*", "BucketsWork/jobs/*");
        assertThat(may("FunctionsWebhookRole", "s3:PutObject"))
                .containsExactly("BucketsWork/deliveries/*", "BucketsWork/hooks/*", "BucketsWork/usage/*/*");
        assertThat(may("FunctionsWebhookRole", "s3:DeleteObject")).containsExactly("BucketsWork/deliveries/*");
    }

    /// The connector talks to services of others with our secrets: only to the drives that routes name.
    @Test
    void theConnectorTouchesTheFoldersOfRoutesAndTheirSecretsAndNothingElse() {
        assertThat(may(CONNECT, "s3:GetObject"))
                .containsExactly(
                        "BucketsInbox/routes/*",
                        "BucketsOutbox/routes/*",
                        "BucketsWork/drives/*",
                        "BucketsWork/jobs/*/request.json",
                        "BucketsWork/routes/*",
                        "BucketsWork/transfers/*");
        assertThat(may(CONNECT, "s3:PutObject"))
                .containsExactly(
                        "BucketsInbox/routes/*",
                        "BucketsWork/drives/*",
                        "BucketsWork/routes/*",
                        "BucketsWork/transfers/*");
        assertThat(may(CONNECT, "s3:DeleteObject"))
                .containsExactly(
                        "BucketsInbox/routes/*",
                        "BucketsWork/drives/*",
                        "BucketsWork/routes/*",
                        "BucketsWork/transfers/*");
        assertThat(may(CONNECT, "s3:ListMultipartUploadParts")).containsExactly("BucketsInbox/routes/*");
        for (var action : List.of("secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue")) {
            assertThat(may(CONNECT, action))
                    .containsExactly(
                            "arn:aws:secretsmanager:REGION:ACCOUNT:secret:Azulejo/dropbox/default-??????",
                            "arn:aws:secretsmanager:REGION:ACCOUNT:secret:Azulejo/onedrive/shop-??????");
        }
        assertThat(ALL)
                .filteredOn(grant -> grant.actions().toString().contains("secretsmanager"))
                .extracting(Grant::role)
                .containsOnly(CONNECT);
    }

    /// Intake decides which sidecar counted, and which job a version has.
    @Test
    void whoAsksWhatIntakeFixedMayReadIt() {
        for (var role : List.of("Intake", "Deliver", "DeadLetter", "Notify")) {
            assertThat(may("Functions%sRole".formatted(role), "s3:GetObject"))
                    .as(role)
                    .contains("BucketsWork/intake/*");
        }
    }

    @Test
    void noActionIsAWildcardAndNoResourceIsEverythingButWhereAwsKnowsNoOther() {
        var onEverything = Set.of(
                "ecr:GetAuthorizationToken",
                "xray:PutTraceSegments",
                "batch:ListJobs",
                "xray:PutTelemetryRecords",
                "xray:GetSamplingRules",
                "xray:GetSamplingTargets",
                "logs:CreateLogDelivery",
                "logs:GetLogDelivery",
                "logs:UpdateLogDelivery",
                "logs:DeleteLogDelivery",
                "logs:ListLogDeliveries",
                "logs:PutResourcePolicy",
                "logs:DescribeResourcePolicies",
                "logs:DescribeLogGroups");
        assertThat(ALL).hasSizeGreaterThan(40).allSatisfy(grant -> {
            assertThat(grant.actions()).noneMatch(action -> action.contains("*"));
            if (grant.resources().contains("*")) {
                assertThat(grant.actions()).isSubsetOf(onEverything);
            }
        });
    }

    /// Each wildcard covers names that only a running job knows.
    @Test
    void whatARoleMayTouchEndsInOneOfTheseWildcards() {
        assertThat(ALL.stream()
                        .flatMap(grant -> grant.resources().stream())
                        .filter(resource -> resource.contains("*") && !resource.equals("*"))
                        .distinct())
                .containsExactlyInAnyOrder(
                        "BucketsInbox/*", // read
                        "arn:aws:s3:::photos-of-callers/*/*", // places that the operator has named
                        "arn:aws:s3:::shelves-of-callers/*/*",
                        "arn:aws:s3:::late-shelf-of-callers/*",
                        "BucketsOutbox/*", // by deliver
                        "BucketsOutbox/*.error.json",
                        "BucketsInbox/routes/*", // folders of routes
                        "BucketsOutbox/routes/*",
                        "BucketsWork/routes/*", // how far they have come
                        "BucketsWork/drives/*", // what was carried to drives
                        "BucketsWork/transfers/*", // what is on its way there
                        "BucketsOutbox/api/*", // results that callers ask for
                        "BucketsWork/access/*", // keys, by their hashes
                        "BucketsWork/tenants/*", // the API's records
                        "BucketsWork/uploads/*",
                        "BucketsWork/arenas/*", // what people vote on
                        "BucketsWork/arenas/*/asked/*",
                        "BucketsWork/arenas/*/votes/*",
                        "BucketsWork/usage/*", // megapixels of tenants
                        "BucketsWork/usage/*/*", // what keys have used
                        "BucketsWork/expiring/*", // when results go
                        "BucketsWork/hooks/*", // webhooks, and what is on its way to them
                        "BucketsWork/deliveries/*",
                        "BucketsWork/fleet/workers/*", // heartbeats
                        "BucketsWork/jobs/*/manifest.json",
                        "BucketsWork/intake/*",
                        "BucketsWork/showing/*", // that an attempt is about to be shown
                        "BucketsWork/jobs/*",
                        "BucketsWork/jobs/*/attempts/*/decision.json",
                        "BucketsWork/jobs/*/attempts/*/outcome.json",
                        "BucketsWork/jobs/*/decision.json",
                        "BucketsWork/jobs/*/enhance.claim",
                        "BucketsWork/jobs/*/inferred.json",
                        "BucketsWork/jobs/*/inflight/*", // markers, which a worker takes back
                        "BucketsWork/jobs/*/metadata", // where a photograph was taken, which notify drops, and a late
                        // plan
                        "BucketsWork/jobs/*/request.json",
                        "BucketsWork/jobs/*/sample",
                        "BucketsWork/jobs/*/shards.json",
                        "BucketsWork/jobs/*/source/*",
                        "BucketsWork/jobs/*/stitch.claim",
                        "BucketsWork/jobs/*/stitched.json",
                        "BucketsWork/jobs/*/strips/*",
                        "BucketsWork/jobs/*/tiles/*",
                        EXECUTIONS + "MachinesEnhance:*",
                        EXECUTIONS + "MachinesEnhance/*:*", // children of its Map
                        EXECUTIONS + "MachinesStitch:*",
                        "MachinesEnhance/*"); // as what these children run
    }
}
