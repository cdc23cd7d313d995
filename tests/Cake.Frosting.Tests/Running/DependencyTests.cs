using Cake.Core;
using Cake.Frosting.Tests.Fakes;

namespace Cake.Frosting.Tests.Running;

public sealed class DependencyTests
{
    private readonly HostFixture _host = new HostFixture();

    [Test]
    public void A_dependee_runs_before_the_task_that_does_not_know_it()
    {
        _host.With<Build>().With<Prepare>().Run("--target=Build").Should().Be(0);

        _host.Journal.ToString().Should().Be("prepare build");
    }

    [Test]
    public void Dependencies_are_inherited_but_names_are_not()
    {
        _host.With<Build>().With<Special>().Run("--target=Special").Should().Be(0);

        _host.Journal.ToString().Should().Be("build special");
    }

    [Test]
    public void A_dependency_that_is_no_task_is_named()
    {
        _host.With<OnNoTask>().Run("--target=OnNoTask").Should().Be(1);

        _host.Log.Errors.Should().Contain("The dependency 'DateTime' is not a valid task.");
    }

    [Test]
    public void A_dependency_that_the_host_does_not_know_is_named()
    {
        _host.With<Special>().Run("--target=Special").Should().Be(1);

        _host.Log.Errors.Should().Contain("Special").And.Contain("Build").And.Contain("does not exist");
    }

    [Test]
    public void Two_tasks_of_one_name_are_an_error()
    {
        _host.With<Build>().With<OtherBuild>().Run("--target=Build").Should().Be(1);

        _host.Log.Errors.Should().Contain("'Build'");
    }

    [Test]
    public void Tasks_that_wait_for_each_other_are_an_error()
    {
        _host.With<Egg>().With<Hen>().Run("--target=Egg").Should().Be(1);

        _host.Log.Errors.Should().Contain("Egg").And.Contain("Hen").And.Contain("cannot depend on each other");
    }

    private sealed class Build(Journal journal) : FrostingTask
    {
        public override void Run(ICakeContext context) => journal.Add("build");
    }

    [TaskName("Build")]
    private sealed class OtherBuild : FrostingTask;

    [IsDependeeOf(typeof(Build))]
    private sealed class Prepare(Journal journal) : FrostingTask
    {
        public override void Run(ICakeContext context) => journal.Add("prepare");
    }

    [TaskName("General")]
    [IsDependentOn(typeof(Build))]
    private abstract class General : FrostingTask;

    private sealed class Special(Journal journal) : General
    {
        public override void Run(ICakeContext context) => journal.Add("special");
    }

    [IsDependentOn(typeof(DateTime))]
    private sealed class OnNoTask : FrostingTask;

    [IsDependentOn(typeof(Hen))]
    private sealed class Egg : FrostingTask;

    [IsDependentOn(typeof(Egg))]
    private sealed class Hen : FrostingTask;
}
