namespace Cake.Frosting.Tests.Api;

public sealed class PublicApiTests
{
    [Test]
    public void The_assembly_shows_what_the_real_package_shows_and_nothing_else()
    {
        using var listing = typeof(PublicApiTests).Assembly.GetManifestResourceStream("PublicApi.txt")!;
        using var reader = new StreamReader(listing);

        PublicApi.Of(typeof(CakeHost).Assembly).Should().Be(reader.ReadToEnd());
    }

    [Test]
    public void The_assembly_has_the_identity_of_the_real_one()
    {
        var name = typeof(CakeHost).Assembly.GetName();

        name.Name.Should().Be("Cake.Frosting");
        name.Version.Should().Be(new Version(7, 0, 0, 0));
        name.GetPublicKeyToken().Should().BeEmpty("none of Cake's assemblies is signed");
    }
}
