using GoDockerTasks.Modules;

namespace GoDockerTasks.Tests.Modules.Names;

[TestFixture]
public sealed class GoReleaseTests
{
    private static readonly string[] Ascending =
        ["bad", "1.19rc1", "1.20", "1.20.1", "1.21", "1.21beta1", "1.21rc1", "1.21rc2", "1.21.0", "1.21.10", "1.24", "1.24.4", "2.0"];

    [Test]
    public void Versions_are_ordered_as_go_orders_them()
    {
        for (var i = 0; i < Ascending.Length; i++)
        {
            for (var j = 0; j < Ascending.Length; j++)
            {
                Math.Sign(GoRelease.Compare(Ascending[i], Ascending[j]))
                    .Should().Be(i.CompareTo(j), "{0} and {1} are compared", Ascending[i], Ascending[j]);
            }
        }
    }

    [TestCase("1.24", "1.24.4", true)]
    [TestCase("1.24.4", "1.24", true)]
    [TestCase("1.24.4", "1.24.3", false)]
    [TestCase("1.25", "1.24", false)]
    [TestCase("1.25rc1", "1.25.0", true)]
    [TestCase("1.24", "go1.24.4", true)]
    public void A_go_is_new_enough_or_not(string asked, string present, bool fits) =>
        GoRelease.Fits(asked, present).Should().Be(fits);

    [Test]
    public void The_newest_go_line_counts()
    {
        var requirement = GoRequirement.Of(
        [
            new() { Directory = "a", Mod = GoMod.Parse("a/go.mod", "module a.b/c\ngo 1.23\n") },
            new() { Directory = "b", Work = GoWork.Parse("b/go.work", "go 1.25.1\n") },
        ]);

        requirement.Should().Be(new GoRequirement("1.25.1", "b/go.work"));
        requirement!.IsMetBy("1.24.4").Should().BeFalse();
    }
}
