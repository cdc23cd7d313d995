using GoDockerTasks.Modules;

namespace GoDockerTasks.Tests.Modules.Names;

[TestFixture]
public sealed class PseudoVersionTests
{
    private static readonly DateTimeOffset Time = new(2019, 11, 9, 2, 19, 31, TimeSpan.Zero);

    [TestCase("", "", "v0.0.0-20191109021931-daa7c04131f5")]
    [TestCase("v2", "", "v2.0.0-20191109021931-daa7c04131f5")]
    [TestCase("v1", "v1.2.3", "v1.2.4-0.20191109021931-daa7c04131f5")]
    [TestCase("v1", "v1.2.99", "v1.2.100-0.20191109021931-daa7c04131f5")]
    [TestCase("v1", "v1.2.3-pre", "v1.2.3-pre.0.20191109021931-daa7c04131f5")]
    [TestCase("v2", "v2.0.0+incompatible", "v2.0.1-0.20191109021931-daa7c04131f5+incompatible")]
    public void A_pseudo_version_tells_its_time_its_commit_and_what_came_before(string major, string older, string version)
    {
        PseudoVersion.Make(major, older, Time, "daa7c04131f5").Should().Be(version);
        PseudoVersion.Is(version).Should().BeTrue();
        PseudoVersion.Revision(version).Should().Be("daa7c04131f5");
        PseudoVersion.TryGetTime(version, out var time).Should().BeTrue();
        PseudoVersion.TryGetBase(version, out var back).Should().BeTrue();
        (time, back).Should().Be((Time, older));
    }

    [TestCase("v1.2.3")]
    [TestCase("v1.2.3-0.2019110902193-daa7c04131f5")]
    [TestCase("v1.2.3-20191109021931-daa7c04131f5")]
    [TestCase("v0.0.0-20191109021931-daa7c_4131f5")]
    public void Other_versions_are_none(string version) => PseudoVersion.Is(version).Should().BeFalse();

    [Test]
    public void Nothing_can_come_before_patch_0() =>
        PseudoVersion.TryGetBase("v1.2.0-0.20191109021931-daa7c04131f5", out _).Should().BeFalse();
}
