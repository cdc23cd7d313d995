using GoDockerTasks.Modules;

namespace GoDockerTasks.Tests.Modules.Names;

[TestFixture]
public sealed class CaseEncodingTests
{
    [TestCase("github.com/Azure/azure-sdk-for-go", "github.com/!azure/azure-sdk-for-go")]
    [TestCase("rsc.io/quote", "rsc.io/quote")]
    public void A_path_and_its_encoded_form_lead_to_each_other(string path, string escaped)
    {
        CaseEncoding.TryEscapePath(path, out var there).Should().BeTrue();
        CaseEncoding.TryUnescapePath(escaped, out var back).Should().BeTrue();

        (there, back).Should().Be((escaped, path));
    }

    [TestCase("v1.0.0-RC1", "v1.0.0-!r!c1")]
    [TestCase("branch_name", "branch_name")]
    public void A_version_and_its_encoded_form_lead_to_each_other(string version, string escaped)
    {
        CaseEncoding.TryEscapeVersion(version, out var there).Should().BeTrue();
        CaseEncoding.TryUnescapeVersion(escaped, out var back).Should().BeTrue();

        (there, back).Should().Be((escaped, version));
    }

    [TestCase("github.com/Azure")]
    [TestCase("github.com/!Azure")]
    [TestCase("github.com/!!azure")]
    [TestCase("github.com/azure!")]
    [TestCase("github.com/!9")]
    [TestCase("github.com/é")]
    public void What_nobody_encodes_so_is_not_decoded(string escaped) =>
        CaseEncoding.TryUnescapePath(escaped, out _).Should().BeFalse();

    [TestCase("v1/../x")]
    [TestCase("v1!")]
    [TestCase("")]
    [TestCase("con")]
    public void A_version_that_cannot_be_part_of_an_address_is_refused(string version) =>
        CaseEncoding.TryEscapeVersion(version, out _).Should().BeFalse();
}
