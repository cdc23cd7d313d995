using Cake.Core;
using Cake.Frosting.Tests.Fakes;

namespace Cake.Frosting.Tests.Running;

public sealed class TargetTests
{
    private readonly HostFixture _host = new HostFixture().With<First>().With<Second>().With<Third>().With<StandardTask>();

    [TestCase("", "first second default")]
    [TestCase("--target=First", "first")]
    [TestCase("--target Second", "first second")]
    [TestCase("-t Second", "first second")]
    [TestCase("--target=second", "first second")]
    [TestCase("--target=Second --target=Third", "first second third")]
    [TestCase("--target=Third --target=Second", "first second third", Description = "One graph, which Cake orders by itself.")]
    [TestCase("-t Third -t Second --settings_unifieddependencygraphformultipletargets=false", "first third first second")]
    [TestCase("--target=Second --exclusive", "second")]
    [TestCase("-t Second -t Third -e", "second third")]
    [TestCase("--target=Third --other=1 --flag", "first third")]
    public void Targets_run_after_what_they_need_and_share_it(string args, string order)
    {
        var exitCode = _host.Run(args.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        _host.Log.Errors.Should().BeEmpty();
        exitCode.Should().Be(0);
        _host.Journal.ToString().Should().Be(order);
    }

    [TestCase("--target=Missing")]
    [TestCase("--target=First --target=Missing")]
    [TestCase("--target=Missing --exclusive")]
    [TestCase("--target=Missing --dryrun")]
    public void An_unknown_target_is_named_and_nothing_runs(string args)
    {
        _host.Run(args.Split(' ')).Should().Be(1);

        _host.Journal.ToString().Should().BeEmpty();
        _host.Log.Errors.Should().Contain("The target 'Missing' was not found.").And.NotContain("   at ");
    }

    [Test]
    public void A_host_without_a_default_task_needs_a_target()
    {
        new HostFixture().With<First>().Run("--target=First").Should().Be(0);

        var host = new HostFixture().With<First>();
        host.Run().Should().Be(1);
        host.Log.Errors.Should().Contain("'Default'");
    }

    private sealed class First(Journal journal) : FrostingTask
    {
        public override void Run(ICakeContext context) => journal.Add("first");
    }

    [IsDependentOn(typeof(First))]
    private sealed class Second(Journal journal) : FrostingTask
    {
        public override void Run(ICakeContext context) => journal.Add("second");
    }

    [IsDependentOn(typeof(First))]
    private sealed class Third(Journal journal) : FrostingTask
    {
        public override void Run(ICakeContext context) => journal.Add("third");
    }

    [TaskName("Default")]
    [IsDependentOn(typeof(Second))]
    private sealed class StandardTask(Journal journal) : FrostingTask
    {
        public override void Run(ICakeContext context) => journal.Add("default");
    }
}
