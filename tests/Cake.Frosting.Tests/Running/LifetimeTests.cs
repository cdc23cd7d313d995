using Cake.Core;
using Cake.Frosting.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting.Tests.Running;

public sealed class LifetimeTests
{
    private readonly HostFixture _host = new HostFixture().With<Work>().With<Failing>();

    [Test]
    public void Setup_and_teardown_stand_around_everything()
    {
        _host.Host.UseLifetime<Lifetime>().UseTaskLifetime<TaskLifetime>();

        _host.Run("--target=Work").Should().Be(0);

        _host.Journal.ToString().Should().Be("setup:Work before:Work work after:Work teardown:True");
    }

    [Test]
    public void Both_teardowns_run_when_a_task_fails()
    {
        _host.Host.UseLifetime<Lifetime>().UseTaskLifetime<TaskLifetime>();

        _host.Run("--target=Failing").Should().Be(1);

        _host.Journal.ToString().Should().Be("setup:Failing before:Failing after:Failing teardown:False");
    }

    [Test]
    public void No_task_runs_when_the_setup_fails_but_the_teardown_does()
    {
        _host.Host.UseSetup<FailingSetup>().UseTeardown<LastTeardown>();

        _host.Run("--target=Work").Should().Be(1);

        _host.Journal.ToString().Should().Be("teardown");
    }

    [Test]
    public void Setup_and_teardown_can_be_registered_one_by_one()
    {
        _host.Host.UseSetup<FirstSetup>().UseTeardown<LastTeardown>().UseTaskSetup<TaskSetup>().UseTaskTeardown<TaskTeardown>();

        _host.Run("--target=Work").Should().Be(0);

        _host.Journal.ToString().Should().Be("setup before work after teardown");
    }

    [Test]
    public void The_last_registration_wins()
    {
        _host.Host.UseLifetime<Lifetime>().UseSetup<FirstSetup>().UseTaskLifetime<TaskLifetime>().UseTaskTeardown<TaskTeardown>();

        _host.Run("--target=Work").Should().Be(0);

        _host.Journal.ToString().Should().Be("setup before:Work work after teardown:True");
    }

    [Test]
    public void A_lifetime_is_one_object_however_it_is_registered()
    {
        _host.With(services => services.AddSingleton<IFrostingLifetime, CountingLifetime>()).Run("--target=Work").Should().Be(0);
        var other = new HostFixture().With<Work>();
        other.Host.UseLifetime<CountingLifetime>();
        other.Run("--target=Work").Should().Be(0);

        _host.Journal.ToString().Should().Be("work 2");
        other.Journal.ToString().Should().Be("work 2");
    }

    [Test]
    public void Nothing_runs_around_a_build_that_does_not_start()
    {
        _host.Host.UseLifetime<Lifetime>().UseTaskLifetime<TaskLifetime>();

        _host.Run("--target=Missing");
        _host.Run("--tree");
        _host.Run("--description");

        _host.Journal.ToString().Should().BeEmpty();
    }

    [Test]
    public void A_dry_run_runs_what_stands_around_the_build_and_nothing_around_its_tasks()
    {
        // Cake means it so: https://github.com/cake-build/cake/pull/2241.
        _host.Host.UseLifetime<Lifetime>().UseTaskLifetime<TaskLifetime>();

        _host.Run("--target=Work", "--dryrun").Should().Be(0);

        _host.Journal.ToString().Should().Be("setup:Work teardown:True");
    }

    [Test]
    public void A_lifetime_for_another_context_says_what_to_register()
    {
        _host.Host.UseSetup<SetupForOther>();

        _host.Run("--target=Work").Should().Be(1);

        _host.Log.Errors.Should().Contain("'SetupForOther' needs a context of type 'OtherContext'")
            .And.Contain("UseContext<OtherContext>()");
    }

    private sealed class Work(Journal journal) : FrostingTask
    {
        public override void Run(ICakeContext context) => journal.Add("work");
    }

    private sealed class Failing : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new InvalidOperationException("broken");
    }

    private sealed class Lifetime(Journal journal) : FrostingLifetime
    {
        public override void Setup(ICakeContext context, ISetupContext info) => journal.Add("setup:" + info.TargetTask.Name);

        public override void Teardown(ICakeContext context, ITeardownContext info) => journal.Add("teardown:" + info.Successful);
    }

    private sealed class TaskLifetime(Journal journal) : FrostingTaskLifetime
    {
        public override void Setup(ICakeContext context, ITaskSetupContext info) => journal.Add("before:" + info.Task.Name);

        public override void Teardown(ICakeContext context, ITaskTeardownContext info) => journal.Add("after:" + info.Task.Name);
    }

    private sealed class CountingLifetime(Journal journal) : FrostingLifetime
    {
        private int _calls;

        public override void Setup(ICakeContext context, ISetupContext info) => _calls++;

        public override void Teardown(ICakeContext context, ITeardownContext info) => journal.Add($"{++_calls}");
    }

    private sealed class FirstSetup(Journal journal) : FrostingSetup
    {
        public override void Setup(ICakeContext context, ISetupContext info) => journal.Add("setup");
    }

    private sealed class FailingSetup : FrostingSetup
    {
        public override void Setup(ICakeContext context, ISetupContext info) => throw new InvalidOperationException("broken");
    }

    private sealed class LastTeardown(Journal journal) : FrostingTeardown
    {
        public override void Teardown(ICakeContext context, ITeardownContext info) => journal.Add("teardown");
    }

    private sealed class TaskSetup(Journal journal) : FrostingTaskSetup
    {
        public override void Setup(ICakeContext context, ITaskSetupContext info) => journal.Add("before");
    }

    private sealed class TaskTeardown(Journal journal) : FrostingTaskTeardown
    {
        public override void Teardown(ICakeContext context, ITaskTeardownContext info) => journal.Add("after");
    }

    private sealed class OtherContext(ICakeContext context) : FrostingContext(context);

    private sealed class SetupForOther : FrostingSetup<OtherContext>
    {
        public override void Setup(OtherContext context, ISetupContext info)
        {
        }
    }
}
