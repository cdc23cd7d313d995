using GoDockerTasks.Modules;
using GoDockerTasks.Tests.Modules.Fakes;

namespace GoDockerTasks.Tests.Modules;

[TestFixture]
public sealed class ModuleHashTests
{
    [Test]
    public void An_empty_go_mod_has_the_hash_that_go_knows() =>
        ModuleHash.OfGoMod([]).Should().Be(ModuleHash.OfEmptyGoMod);

    [Test]
    public void The_order_of_the_entries_does_not_count() =>
        TestModule.HashOf(TestModule.ZipOf(("m@v1/a", "1"), ("m@v1/b", "2")))
            .Should().Be(TestModule.HashOf(TestModule.ZipOf(("m@v1/b", "2"), ("m@v1/a", "1"))));

    [Test]
    public void Names_are_sorted_by_their_bytes_and_not_by_utf16()
    {
        // U+FF5E sorts before U+1F600 in UTF-8 and after it in UTF-16.
        var zip = TestModule.ZipOf(("m@v1/\U0001F600", "astral"), ("m@v1/\uFF5E", "wide"));

        TestModule.HashOf(zip).Value.Should().Be(Expected(("wide", "m@v1/\uFF5E"), ("astral", "m@v1/\U0001F600")));
    }

    [Test]
    public void A_directory_entry_counts() =>
        TestModule.HashOf(TestModule.ZipOf(("m@v1/a/", ""), ("m@v1/a/b", "2")))
            .Should().NotBe(TestModule.HashOf(TestModule.ZipOf(("m@v1/a/b", "2"))));

    private static string Expected(params (string Content, string Name)[] files)
    {
        var list = string.Concat(files.Select(file => $"{Sha256(file.Content, Convert.ToHexStringLower)}  {file.Name}\n"));
        return "h1:" + Sha256(list, bytes => Convert.ToBase64String(bytes));
    }

    private static string Sha256(string text, Func<byte[], string> format) =>
        format(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
