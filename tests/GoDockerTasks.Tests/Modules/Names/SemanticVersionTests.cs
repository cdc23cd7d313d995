using GoDockerTasks.Modules;

namespace GoDockerTasks.Tests.Modules.Names;

[TestFixture]
public sealed class SemanticVersionTests
{
    // In ascending order; what is not a version comes first.
    private static readonly string[] Ascending =
    [
        "bad", "v1.0.0-alpha", "v1.0.0-alpha.1", "v1.0.0-alpha.beta", "v1.0.0-beta", "v1.0.0-beta.2", "v1.0.0-beta.11",
        "v1.0.0-rc.1", "v1", "v1.2", "v1.2.3-4.5.-6", "v1.2.3", "v1.2.4", "v1.10.0", "v99999999999999999999.0.0",
    ];

    [TestCase("v1", "v1.0.0")]
    [TestCase("v1.2", "v1.2.0")]
    [TestCase("v1.2.3-pre+meta", "v1.2.3-pre")]
    [TestCase("v1-pre", "")]
    [TestCase("v01.2.3", "")]
    [TestCase("v1.2.3-01", "")]
    [TestCase("v1.2.3-01a", "v1.2.3-01a")]
    [TestCase("v1.2.3+01", "v1.2.3")]
    [TestCase("v1.2.3-", "")]
    [TestCase("v1.2.3+", "")]
    [TestCase("v1.2.3-a..b", "")]
    [TestCase("v1.2.3.4", "")]
    [TestCase("1.2.3", "")]
    [TestCase("v", "")]
    [TestCase("", "")]
    public void A_version_has_one_canonical_spelling(string version, string canonical) =>
        SemanticVersion.Canonical(version).Should().Be(canonical);

    [Test]
    public void Versions_are_ordered_by_precedence()
    {
        for (var i = 0; i < Ascending.Length; i++)
        {
            for (var j = 0; j < Ascending.Length; j++)
            {
                Math.Sign(SemanticVersion.Compare(Ascending[i], Ascending[j]))
                    .Should().Be(i.CompareTo(j), "{0} and {1} are compared", Ascending[i], Ascending[j]);
            }
        }
    }

    [Test]
    public void Build_metadata_does_not_count() =>
        SemanticVersion.Compare("v1.2.3+a", "v1.2.3+b").Should().Be(0);
}
