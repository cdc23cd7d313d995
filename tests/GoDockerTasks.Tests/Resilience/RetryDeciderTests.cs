using GoDockerTasks.Resilience;
using GoDockerTasks.Settings;
using GoDockerTasks.Tests.Resilience.Fakes;

namespace GoDockerTasks.Tests.Resilience;

[TestFixture]
public sealed class RetryDeciderTests : IDisposable
{
    private readonly FailingBuilds _builds = new();

    public void Dispose() => _builds.Dispose();

    [Test]
    public void A_reset_connection_is_tried_again_after_a_wait()
    {
        var decision = Decide(_builds.Diagnosed(FailureLogs.Reset));

        decision.Step.Should().Be(RetryStep.Retry);
        decision.Delay.Should().Be(TimeSpan.FromSeconds(1));
        decision.Next!.Number.Should().Be(2);
    }

    [Test]
    public void A_zip_that_is_not_there_is_asked_for_once_more_and_no_oftener()
    {
        const string Log = "go: example.net/m@v1.0.0: reading https://a.example.net/example.net/m/@v/v1.0.0.zip: 404 Not Found";
        var settings = FailingBuilds.Settings with { Attempts = 9 };
        var first = _builds.Diagnosed(Log, new(1, FailingBuilds.Plan("https://a.example.net")));
        var decision = Decide(settings, first);

        decision.Step.Should().Be(RetryStep.Retry);
        Decide(settings, first with { Decision = decision }, _builds.Diagnosed(Log, decision.Next)).Step.Should().Be(RetryStep.Stop);
    }

    [Test]
    public void The_same_failure_again_asks_another_proxy()
    {
        var first = _builds.Diagnosed(FailureLogs.Reset);

        Decide(first with { Decision = Decide(first) }, _builds.Diagnosed(FailureLogs.Reset, new(2, FailingBuilds.Plan())))
            .Step.Should().Be(RetryStep.FailOver);
    }

    [Test]
    public void A_proxy_that_does_not_answer_is_asked_last_at_once()
    {
        var decision = Decide(_builds.Diagnosed(FailureLogs.DialTimeout("a.example.net")));

        decision.Taken.Should().Be(FailureActions.FailoverProxy);
        decision.Delay.Should().Be(TimeSpan.Zero);
        decision.Next!.Network.GoProxy.ToString().Should().StartWith("https://b.example.net|");
    }

    [TestCase("ERROR: failed to resolve source metadata for r.example/go/modules@sha256:1: not found")]
    [TestCase("ERROR: failed to do request: Head \"https://r.example/v2/go/modules/manifests/sha256:1\": dial tcp 10.0.0.1:443: i/o timeout")]
    public void Modules_that_the_builder_does_not_get_from_a_registry_are_given_as_a_folder(string log)
    {
        var failed = _builds.Diagnosed(log);
        failed = failed with { Attempt = failed.Attempt with { ModuleLayer = "r.example/go/modules@sha256:1" } };

        var decision = Decide(failed);

        decision.Taken.Should().Be("modules-snapshot");
        decision.Next!.Layer.Should().BeFalse();
        Decide(failed with { Decision = decision }, _builds.Diagnosed(FailureLogs.Reset, new(2, FailingBuilds.Plan()))).Next!.Layer.Should().BeFalse();
    }

    [TestCase(FailureLogs.Compile)]
    [TestCase(FailureLogs.Mismatch)]
    [TestCase("dockerfile parse error on line 2: unknown instruction: RUNN")]
    [TestCase("fatal: could not read Username for 'https://git.example.net': terminal prompts disabled")]
    [TestCase("toomanyrequests: You have reached your pull rate limit.")]
    [TestCase("nothing that anybody knows")]
    public void What_only_a_person_can_mend_stops_at_once(string log) =>
        Decide(_builds.Diagnosed(log)).Step.Should().Be(RetryStep.Stop);

    [Test]
    public void Refused_credentials_followed_by_a_comma_stop()
    {
        var next = new NextAttempt(1, FailingBuilds.Plan("https://a.example.net,https://b.example.net"));

        Decide(_builds.Diagnosed(FailureLogs.Status("a.example.net", "403 Forbidden"), next)).Step.Should().Be(RetryStep.Stop);
    }

    [TestCase(HealPolicy.None, RetryStep.Stop)]
    [TestCase(HealPolicy.Own, RetryStep.Heal)]
    public void A_damaged_cache_entry_is_cleaned_where_that_is_allowed(HealPolicy heal, RetryStep step)
    {
        var decision = Decide(FailingBuilds.Settings with { Heal = heal }, _builds.Diagnosed(FailureLogs.EmptyGoMod));

        decision.Step.Should().Be(step);
        decision.Heal?.Should().Be(new HealStep(HealKind.CleanCacheEntry, "example.com/kit@v1.2.0"));
    }

    [Test]
    public void A_full_disk_is_pruned_once_and_then_a_person_has_to_act()
    {
        var first = _builds.Diagnosed(FailureLogs.DiskFull);
        first = first with { Decision = Decide(first) };

        first.Decision!.Heal!.Kind.Should().Be(HealKind.PruneOwn);
        Decide(first, _builds.Diagnosed(FailureLogs.DiskFull)).Step.Should().Be(RetryStep.Stop);
        Decide(FailingBuilds.Settings with { Heal = HealPolicy.All }, first, _builds.Diagnosed(FailureLogs.DiskFull))
            .Heal!.Kind.Should().Be(HealKind.PruneAll);
    }

    [Test]
    public void Too_little_memory_compiles_less_at_once_from_then_on()
    {
        var first = _builds.Diagnosed(FailureLogs.OutOfMemory);
        first = first with { Decision = Decide(first) };

        first.Decision!.Next!.LowConcurrency.Should().BeTrue();
        Decide(first, _builds.Diagnosed(FailureLogs.Reset, first.Decision.Next)).Next!.LowConcurrency.Should().BeTrue();
    }

    [Test]
    public void A_builder_that_breaks_off_twice_is_started_anew()
    {
        var first = _builds.Diagnosed(FailureLogs.Session);
        first = first with { Decision = Decide(first) };

        first.Decision!.Step.Should().Be(RetryStep.Retry);
        Decide(first, _builds.Diagnosed(FailureLogs.Session)).Heal!.Kind.Should().Be(HealKind.RecreateBuilder);
    }

    [Test]
    public void What_our_mounts_may_have_caused_is_built_once_without_them()
    {
        var first = _builds.Diagnosed(FailureLogs.CachePermission, rewritten: true);
        first = first with { Decision = Decide(first) };

        first.Decision!.Step.Should().Be(RetryStep.Unrewritten);
        first.Decision.Next!.Rewritten.Should().BeFalse();
        Decide(first, _builds.Diagnosed(FailureLogs.CachePermission, first.Decision.Next, rewritten: true)).Step.Should().Be(RetryStep.Stop);
    }

    // The only line with mounts is line 1.
    [TestCase("RUN tar c /root/.cache/go-build", RetryStep.Unrewritten)]
    [TestCase("RUN make-something-else", RetryStep.Stop)]
    public void A_later_step_that_misses_a_cache_is_a_reason_too(string step, RetryStep decision)
    {
        var log = $"""
            #9 [4/4] {step}
            #9 0.2 not there
            #9 ERROR: process "/bin/sh -c {step[4..]}" did not complete successfully: exit code: 1
            ------
            Dockerfile:5
            --------------------
               5 | >>> {step}
            --------------------
            ERROR: failed to solve: process "/bin/sh -c {step[4..]}" did not complete successfully: exit code: 1
            """;

        Decide(_builds.Diagnosed(log, rewritten: true)).Step.Should().Be(decision);
    }

    [Test]
    public void Where_GOPROXY_is_the_whole_list_nothing_is_built_that_does_not_know_it()
    {
        var decision = Decide(
            FailingBuilds.Settings with { GoProxy = "https://proxy.example" },
            _builds.Diagnosed(FailureLogs.CachePermission, rewritten: true));

        decision.Step.Should().Be(RetryStep.Stop);
        decision.Reason.Should().Contain("--rewrite=off");
    }

    [Test]
    public void A_registry_that_says_when_to_come_back_is_asked_again_then()
    {
        var decision = Decide(_builds.Diagnosed("toomanyrequests: rate exceeded, retry-after: 12.5s, allowed: 44000/minute"));

        decision.Step.Should().Be(RetryStep.Retry);
        decision.Delay.Should().Be(TimeSpan.FromSeconds(12.5));
    }

    [Test]
    public void The_last_attempt_is_the_last() =>
        Decide(FailingBuilds.Settings with { Attempts = 1 }, _builds.Diagnosed(FailureLogs.Reset)).Reason.Should().Contain("attempts");

    [Test]
    public void No_attempt_begins_after_the_deadline() =>
        new RetryDecider(FailingBuilds.Settings, RetryPolicy.Default, () => 1)
            .Decide([_builds.Diagnosed(FailureLogs.Reset)], TimeSpan.FromMinutes(30))
            .Reason.Should().Contain("deadline");

    [Test]
    public void A_mirror_that_fails_is_left_out_at_once()
    {
        var plan = FailingBuilds.Plan() with { RegistryMirrors = new Dictionary<string, IReadOnlyList<string>> { ["docker.io"] = ["mirror.example.net", "second.example.net/hub"] } };

        var first = Decide(_builds.Diagnosed(FailureLogs.RegistryTimeout("mirror.example.net"), new(1, plan)));
        var second = Decide(_builds.Diagnosed(FailureLogs.RegistryTimeout("second.example.net"), first.Next));

        first.Step.Should().Be(RetryStep.FailOver);
        first.Next!.Network.MirrorsOf("docker.io").Should().Equal("second.example.net/hub");
        second.Next!.Network.RegistryMirrors.Should().BeEmpty();
    }

    [Test]
    public void What_a_RUN_cannot_reach_and_this_machine_can_is_built_in_its_network_from_then_on()
    {
        var decider = new RetryDecider(FailingBuilds.Settings, RetryPolicy.Default, () => 1);
        var first = _builds.Diagnosed(FailureLogs.NoResolver + "Dockerfile:4\n");

        decider.WantsNetworkEvidence(first, "docker").Should().BeTrue();
        decider.WantsNetworkEvidence(first, "docker-container").Should().BeFalse();
        first = first with { NetworkEvidence = "in golang:1.24, a.example.net is not found" };
        first = first with { Decision = Decide(first) };

        first.Decision!.Step.Should().Be(RetryStep.SwitchNetwork);
        first.Decision.Reason.Should().Contain("a.example.net is not found");
        Decide(first, _builds.Diagnosed(FailureLogs.Reset, first.Decision.Next)).Next!.RunNetwork.Should().Be(RunNetwork.Host);
    }

    [Test]
    public void The_network_of_RUN_steps_stays_as_the_user_has_set_it()
    {
        var settings = FailingBuilds.Settings with { Origins = new Dictionary<string, string> { ["RunNetwork"] = "--godocker_runnetwork" } };

        new RetryDecider(settings, RetryPolicy.Default, () => 1)
            .WantsNetworkEvidence(_builds.Diagnosed(FailureLogs.NoResolver + "Dockerfile:4\n"), "docker").Should().BeFalse();
    }

    [Test]
    public void A_kind_can_be_given_attempts_of_its_own()
    {
        var settings = FailingBuilds.Settings with { AttemptsByKind = new Dictionary<string, int> { ["compile-error"] = 2, ["conn-reset"] = 1 } };
        var first = _builds.Diagnosed(FailureLogs.Compile);

        var again = Decide(settings, first);
        again.Step.Should().Be(RetryStep.Retry);
        Decide(settings, first with { Decision = again }, _builds.Diagnosed(FailureLogs.Compile)).Step.Should().Be(RetryStep.Stop);
        Decide(settings, _builds.Diagnosed(FailureLogs.Reset)).Reason.Should().Contain("AttemptsByKind");
    }

    private static RetryDecision Decide(params FailedAttempt[] history) => Decide(FailingBuilds.Settings, history);

    private static RetryDecision Decide(ServiceSettings settings, params FailedAttempt[] history) =>
        new RetryDecider(settings, RetryPolicy.Default, () => 1).Decide(history, TimeSpan.FromSeconds(10));
}
