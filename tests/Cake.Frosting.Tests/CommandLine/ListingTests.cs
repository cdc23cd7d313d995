using Cake.Core;
using Cake.Frosting.Tests.Fakes;

namespace Cake.Frosting.Tests.CommandLine;

public sealed class ListingTests
{
    private readonly HostFixture _host = new HostFixture().With<Clean>().With<Build>();

    [TearDown]
    public void Nothing_ran() => _host.Journal.ToString().Should().BeEmpty();

    [TestCase("--description")]
    [TestCase("--descriptions")]
    [TestCase("--showdescription")]
    public void Descriptions_are_listed(string option)
    {
        _host.Run(option).Should().Be(0);

        _host.Screen.Should().MatchRegex("Clean +Removes what is left.").And.Contain("Build");
    }

    [TestCase("--tree")]
    [TestCase("--showtree")]
    public void The_tree_shows_what_depends_on_what(string option)
    {
        _host.Run(option).Should().Be(0);

        _host.Console.Text.Should().Contain("Build\n└─Clean");
    }

    [TestCase("--dryrun")]
    [TestCase("--whatif")]
    [TestCase("--noop")]
    public void A_dry_run_names_the_tasks_in_their_order(string option)
    {
        _host.Run(option, "--target=Build").Should().Be(0);

        _host.Log.Text.Should().MatchRegex(@"1\. Clean\n(.*\n)?2\. Build");
    }

    [Test]
    public void A_dry_run_honours_exclusive()
    {
        _host.Run("--dryrun", "--target=Build", "--exclusive").Should().Be(0);

        _host.Log.Text.Should().Contain("1. Build").And.NotContain("Clean");
    }

    [TestCase("--version")]
    [TestCase("--ver")]
    public void The_version_is_the_one_of_this_package_and_nothing_else_is_written(string option)
    {
        _host.Run(option).Should().Be(0);

        _host.Console.Text.Trim().Should().Be("7.0.0");
        _host.Log.Text.Should().BeEmpty();
    }

    [Test]
    public void Info_shows_the_version_too()
    {
        _host.Run("--info").Should().Be(0);

        _host.Console.Text.Should().Contain("Version: 7.0.0");
    }

    [TaskDescription("Removes what is left.")]
    private sealed class Clean(Journal journal) : FrostingTask
    {
        public override void Run(ICakeContext context) => journal.Add("clean");
    }

    [IsDependentOn(typeof(Clean))]
    private sealed class Build(Journal journal) : FrostingTask
    {
        public override void Run(ICakeContext context) => journal.Add("build");
    }
}
