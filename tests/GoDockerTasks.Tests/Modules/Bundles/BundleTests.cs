using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using GoDockerTasks.Errors;
using GoDockerTasks.Modules;
using GoDockerTasks.Modules.Bundles;
using GoDockerTasks.Tests.Modules.Fakes;

namespace GoDockerTasks.Tests.Modules.Bundles;

[TestFixture]
public sealed class BundleTests
{
    private static readonly TestModule Hello = TestModule.Hello();
    private static readonly TestModule World = TestModule.Hello("example.com/World", "v0.1.0");

    private readonly PrefetchScene _here = new(Hello, World);
    private readonly PrefetchScene _there = new(Hello, World);

    [TearDown]
    public void Clean()
    {
        _here.Dispose();
        _there.Dispose();
    }

    private string Bundle => Path.Combine(_here.Service, "modules.tar");

    [Test]
    public async Task What_was_exported_here_needs_no_proxy_there()
    {
        await ExportAsync();

        var import = await ImportAsync();

        import.Should().Be(new BundleImport(Total: 2, Added: 2));
        var snapshot = await _there.PrefetchAsync("off");
        snapshot.Should().BeEquivalentTo(new { Total = 2, Downloaded = 0 });
        (await VerifyAsync()).Damaged.Should().BeEmpty();
    }

    [Test]
    public async Task Equal_modules_are_an_equal_file()
    {
        await ExportAsync();
        var first = File.ReadAllBytes(Bundle);
        await ImportAsync();
        var other = await _there.PrefetchAsync("off");

        await new BundleWriter(_there.Log, TimeProvider.System).WriteAsync(other!, Bundle, CancellationToken.None);

        File.ReadAllBytes(Bundle).Should().Equal(first);
        Directory.EnumerateFiles(_here.Service, "*.partial").Should().BeEmpty();
    }

    [Test]
    public async Task Unpacked_it_is_a_file_proxy()
    {
        await ExportAsync();
        var folder = Path.Combine(_here.Service, "unpacked");
        Directory.CreateDirectory(folder);
        await TarFile.ExtractToDirectoryAsync(Bundle, folder, overwriteFiles: false);

        var snapshot = await _there.PrefetchAsync(new Uri(Path.Combine(folder, "download")).AbsoluteUri);

        snapshot!.Downloaded.Should().Be(2);
    }

    [Test]
    public async Task A_second_import_adds_nothing()
    {
        await ExportAsync();
        await ImportAsync();

        (await ImportAsync()).Should().Be(new BundleImport(Total: 2, Added: 0));
    }

    [Test]
    public async Task A_bundle_that_was_cut_off_is_refused_wherever_the_cut_is_and_the_cache_stays_sound()
    {
        await ExportAsync();
        var whole = File.ReadAllBytes(Bundle);
        for (var length = 0; length < whole.Length - 1024; length += 300)
        {
            File.WriteAllBytes(Bundle, whole[..length]);

            await RefusedAsync();

            (await VerifyAsync()).Damaged.Should().BeEmpty("{0} of {1} bytes were there", length, whole.Length);
        }

        File.WriteAllBytes(Bundle, whole);
        (await ImportAsync()).Total.Should().Be(2);
        (await _there.PrefetchAsync("off"))!.Total.Should().Be(2);
    }

    [Test]
    public async Task A_changed_byte_never_gets_a_changed_module_into_the_cache()
    {
        await ExportAsync();
        var whole = File.ReadAllBytes(Bundle);
        for (var at = 0; at < whole.Length; at += 97)
        {
            var damaged = whole.ToArray();
            damaged[at] ^= 0x55;
            File.WriteAllBytes(Bundle, damaged);
            try
            {
                await ImportAsync();
            }
            catch (GoDockerException e)
            {
                e.Kind.Should().Be(ErrorKinds.BundleNotUsable);
            }

            (await VerifyAsync()).Damaged.Should().BeEmpty("byte {0} was changed", at);
        }
    }

    [Test]
    public async Task A_compressed_bundle_says_what_to_do()
    {
        await ExportAsync();
        var whole = File.ReadAllBytes(Bundle);
        await using (var gzip = new GZipStream(File.Create(Bundle), CompressionLevel.Fastest))
        {
            gzip.Write(whole);
        }

        (await RefusedAsync()).Should().Contain("gunzip");
    }

    [TestCase("godocker bundle 9\n", "does not begin with 'godocker bundle 1'")]
    [TestCase("godocker bundle 1\nexample.com/hello v1.0.0\n", "2 fields instead of 3")]
    [TestCase("godocker bundle 1\n../../etc v1.0.0/go.mod h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydZ=\n", "not a module path")]
    public async Task A_manifest_in_another_form_is_refused(string manifest, string why)
    {
        Write((BundleManifest.Name, manifest, TarEntryType.RegularFile));

        (await RefusedAsync()).Should().Contain(why);
    }

    [TestCase("../../../evil", TarEntryType.RegularFile)]
    [TestCase("/etc/passwd", TarEntryType.RegularFile)]
    [TestCase("download/example.com/hello/@v/v1.0.0.info", TarEntryType.SymbolicLink)]
    [TestCase("download/example.com/hello/@v/v1.0.0.info", TarEntryType.Directory)]
    public async Task An_entry_that_the_manifest_does_not_tell_of_is_refused(string name, TarEntryType type)
    {
        Write(
            (BundleManifest.Name, $"godocker bundle 1\n{Hello.SumLines}", TarEntryType.RegularFile),
            (name, "x", type));

        (await RefusedAsync()).Should().Contain(name);
        _there.FilesInStore.Should().BeEmpty();
    }

    [Test]
    public async Task An_entry_too_many_is_refused()
    {
        Write(
            (BundleManifest.Name, "godocker bundle 1\n", TarEntryType.RegularFile),
            ("download/extra", "x", TarEntryType.RegularFile));

        (await RefusedAsync()).Should().Contain("'download/extra' is not in its manifest");
    }

    [Test]
    public async Task A_file_that_is_not_there_is_named() =>
        (await RefusedAsync()).Should().Contain(Bundle);

    private async Task ExportAsync()
    {
        await using var proxy = new LoopbackProxy(Hello, World);
        var snapshot = await _here.PrefetchAsync(proxy.Url);
        await new BundleWriter(_here.Log, TimeProvider.System).WriteAsync(snapshot!, Bundle, CancellationToken.None);
    }

    private Task<BundleImport> ImportAsync() =>
        new BundleReader(_there.Cache, _there.Log, TimeProvider.System).ImportAsync(Bundle, CancellationToken.None);

    private async Task<string> RefusedAsync()
    {
        var error = (await FluentActions.Awaiting(ImportAsync).Should().ThrowAsync<GoDockerException>()).Which;
        error.Kind.Should().Be(ErrorKinds.BundleNotUsable);

        return error.Detail;
    }

    private Task<StoreVerification> VerifyAsync() =>
        new StoreVerifier(_there.Cache, _there.Log, TimeProvider.System).VerifyAsync(CancellationToken.None);

    private void Write(params (string Name, string Content, TarEntryType Type)[] entries)
    {
        using var tar = new TarWriter(File.Create(Bundle), TarEntryFormat.Gnu);
        foreach (var (name, content, type) in entries)
        {
            var entry = new GnuTarEntry(type, name);
            if (type == TarEntryType.RegularFile)
            {
                entry.DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content));
            }
            else if (type == TarEntryType.SymbolicLink)
            {
                entry.LinkName = "/etc/passwd";
            }

            tar.WriteEntry(entry);
        }
    }
}
