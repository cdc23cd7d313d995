using GoDockerTasks.Errors;
using GoDockerTasks.Images;
using GoDockerTasks.Reporting;

namespace GoDockerTasks.Tests.Images.Engine;

public sealed class LeakGuardEngineTests : EngineFixture
{
    private const string Shell = "FROM scratch\nCOPY busybox /bin/sh\n";

    [Test]
    public async Task A_clean_image_may_leave() =>
        (await SearchAsync("ENV URL=https://$USER:$PASSWORD@h\nLABEL l=https://h/a:b\nRUN echo https://example.com\n", layers: true)).Should().BeNull();

    [TestCase("ENV TOKEN=topsecret1\n")]
    [TestCase("LABEL note=topsecret1\n")]
    [TestCase("ARG TOKEN=topsecret1\nRUN echo $TOKEN >/dev/null\n")]
    [TestCase("RUN echo topsecret1 >/dev/null\n")]
    public async Task A_secret_of_the_run_in_config_or_history_is_found_and_not_shown(string instructions) =>
        (await SearchAsync(instructions)).Should().Contain("***").And.NotContain("topsecret1");

    [TestCase("ENV GOPROXY=https://me:pass-word@proxy.example.com\n")]
    [TestCase("RUN echo http://me:pass-word@h >/dev/null\n")]
    public async Task A_password_that_nobody_told_us_is_found_by_its_shape_and_not_shown(string instructions) =>
        (await SearchAsync(instructions)).Should().Contain("***@").And.NotContain("pass-word");

    [Test]
    public async Task A_secret_in_a_file_is_found_where_layers_are_searched()
    {
        await File.WriteAllTextAsync(Path.Combine(Settings.Context, ".env"), $"{new string('x', 3_000_000)} TOKEN=topsecret1\n");

        (await SearchAsync("COPY .env /\n")).Should().BeNull();
        (await SearchAsync("COPY .env /\n", layers: true)).Should().Contain("holds a secret of this run");
    }

    private async Task<string?> SearchAsync(string instructions, bool layers = false)
    {
        var attempt = await Builder().BuildAsync(Request(Shell + instructions), Log, default);
        attempt.Succeeded.Should().BeTrue(string.Join('\n', Log.Output));
        try
        {
            await new LeakGuard(Processes, new Redactor(["topsecret1"])).EnsureNoSecretAsync($"{Settings.Image}:latest", layers, default);
            return null;
        }
        catch (GoDockerException e) when (e.Kind == ErrorKinds.SecretInImage)
        {
            return e.Detail;
        }
    }
}
