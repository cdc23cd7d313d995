using Cake.Core;
using Cake.Frosting.Tests.Fakes;

namespace Cake.Frosting.Tests.Running;

public sealed class TaskTests
{
    private readonly HostFixture _host = new HostFixture()
        .With<Awaiting>().With<AwaitingFailure>().With<Unwilling>().With<Failing>().With<Tolerated>().With<Recovering>()
        .With<Rethrowing>().With<Careful>().With<CarefulFailure>().With<Grouping>()
        .With<Silent>().With<AfterUnwilling>().With<AfterSilent>();

    [TestCase("Awaiting", 0, "started finished")]
    [TestCase("AwaitingFailure", 1, "")]
    [TestCase("Failing", 1, "", Description = "OnError is not overridden, so it must not swallow the exception.")]
    [TestCase("Tolerated", 0, "")]
    [TestCase("Recovering", 0, "recovered:broken")]
    [TestCase("Rethrowing", 7, "")]
    [TestCase("Careful", 0, "run finally")]
    [TestCase("CarefulFailure", 1, "run finally")]
    [TestCase("Unwilling", 1, "asked", Description = "Cake cannot reach a target that is skipped.")]
    [TestCase("AfterUnwilling", 0, "asked after")]
    [TestCase("AfterSilent", 0, "after")]
    [TestCase("Grouping", 0, "started finished")]
    public void A_task_does_what_it_overrides_and_nothing_more(string target, int exitCode, string journal)
    {
        _host.Run("--target=" + target).Should().Be(exitCode);

        _host.Journal.ToString().Should().Be(journal);
    }

    [Test]
    public void A_skipped_task_says_why()
    {
        _host.Run("--target=AfterUnwilling").Should().Be(0);

        _host.Log.Text.Should().Contain("Nothing to do on a Sunday.");
        _host.Screen.Should().MatchRegex("Unwilling .*Skipped");
    }

    [Test]
    public void A_task_that_is_skipped_without_a_reason_is_reported_all_the_same()
    {
        _host.Run("--target=AfterSilent").Should().Be(0);

        _host.Screen.Should().MatchRegex("Silent .*Skipped");
        _host.Log.Text.Should().NotContain(": .");
    }

    [Test]
    public void A_build_goes_on_after_a_tolerated_failure()
    {
        _host.With<AfterTolerated>().Run("--target=AfterTolerated").Should().Be(0);

        _host.Journal.ToString().Should().Be("after");
    }

    [Test]
    public void A_task_that_implements_the_interface_alone_is_a_task_too()
    {
        _host.With<Bare>().Run("--target=Bare").Should().Be(0);

        _host.Journal.ToString().Should().Be("asked run finally");
    }

    private sealed class Awaiting(Journal journal) : AsyncFrostingTask
    {
        public override async Task RunAsync(ICakeContext context)
        {
            journal.Add("started");
            await Task.Yield();
            journal.Add("finished");
        }
    }

    private sealed class AwaitingFailure : AsyncFrostingTask
    {
        public override async Task RunAsync(ICakeContext context)
        {
            await Task.Yield();
            throw new InvalidOperationException("broken");
        }
    }

    private sealed class Unwilling(Journal journal) : FrostingTask, IFrostingTask
    {
        public string SkippedMessage => "Nothing to do on a Sunday.";

        public override bool ShouldRun(ICakeContext context)
        {
            journal.Add("asked");
            return false;
        }

        public override void Run(ICakeContext context) => journal.Add("run");
    }

    [IsDependentOn(typeof(Unwilling))]
    private sealed class AfterUnwilling(Journal journal) : FrostingTask
    {
        public override void Run(ICakeContext context) => journal.Add("after");
    }

    private sealed class Silent : FrostingTask
    {
        public override bool ShouldRun(ICakeContext context) => false;
    }

    [IsDependentOn(typeof(Silent))]
    private sealed class AfterSilent(Journal journal) : FrostingTask
    {
        public override void Run(ICakeContext context) => journal.Add("after");
    }

    private sealed class Failing : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new InvalidOperationException("broken");
    }

    [ContinueOnError]
    private sealed class Tolerated : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new InvalidOperationException("broken");
    }

    [IsDependentOn(typeof(Tolerated))]
    private sealed class AfterTolerated(Journal journal) : FrostingTask
    {
        public override void Run(ICakeContext context) => journal.Add("after");
    }

    private sealed class Recovering(Journal journal) : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new InvalidOperationException("broken");

        public override void OnError(Exception exception, ICakeContext context) => journal.Add("recovered:" + exception.Message);
    }

    private sealed class Rethrowing : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new InvalidOperationException("broken");

        public override void OnError(Exception exception, ICakeContext context) => throw new CakeException(7, "worse", exception);
    }

    private sealed class Careful(Journal journal) : FrostingTask
    {
        public override void Run(ICakeContext context) => journal.Add("run");

        public override void OnError(Exception exception, ICakeContext context) => journal.Add("error");

        public override void Finally(ICakeContext context) => journal.Add("finally");
    }

    private sealed class CarefulFailure(Journal journal) : AsyncFrostingTask
    {
        public override Task RunAsync(ICakeContext context)
        {
            journal.Add("run");
            throw new InvalidOperationException("broken");
        }

        public override void Finally(ICakeContext context) => journal.Add("finally");
    }

    [IsDependentOn(typeof(Awaiting))]
    private sealed class Grouping : FrostingTask;

    private sealed class Bare(Journal journal) : IFrostingTask
    {
        public Task RunAsync(ICakeContext context)
        {
            journal.Add("run");
            return Task.CompletedTask;
        }

        public bool ShouldRun(ICakeContext context)
        {
            journal.Add("asked");
            return true;
        }

        public void Finally(ICakeContext context) => journal.Add("finally");

        public void OnError(Exception exception, ICakeContext context) => journal.Add("error");
    }
}
