using GoDockerTasks.Reporting;

namespace GoDockerTasks.Tests.Reporting;

[TestFixture]
public sealed class CiCommandsTests
{
    [TestCase("##vso[task.setvariable variable=x]y")]
    [TestCase("#12 0.3 ##vso[task.complete result=Failed]")]
    [TestCase("##[group]x")]
    [TestCase("::error::x")]
    [TestCase("  ::set-output name=a::b")]
    [TestCase("harmless\r::error::x")]
    [TestCase("harmless\n::error::x")]
    public void A_line_of_others_is_never_a_command(string text) =>
        CiCommands.Defuse(text).Split('\n').Should().OnlyContain(line =>
            !line.TrimStart().StartsWith("::") && !line.Contains("##"));

    [TestCase("#12 [build 3/5] RUN go build ./...")]
    [TestCase("std::string at 10:20::30")]
    public void Other_lines_stay_as_they_are(string text) => CiCommands.Defuse(text).Should().Be(text);

    [Test]
    public void An_error_becomes_an_annotation_on_its_line()
    {
        var message = new RunMessage(MessageKind.Error, "50 % of it\nfailed; see [1]", "app/Docker,file", 7);

        CiCommands.Annotation(CiSystem.GitHub, message, "GDT3002").Should().Be(
            "::error file=app/Docker%2Cfile,line=7,title=GDT3002::50 %25 of it%0Afailed; see [1]");
        CiCommands.Annotation(CiSystem.Azure, message, "GDT3002").Should().Be(
            "##vso[task.logissue type=error;sourcepath=app/Docker,file;linenumber=7;code=GDT3002]50 %AZP25 of it%0Afailed%3B see [1%5D");
        CiCommands.Annotation(CiSystem.None, message, "GDT3002").Should().BeNull();
    }

    [Test]
    public void Each_system_is_known_by_its_variable()
    {
        CiCommands.Detect(new Dictionary<string, string> { ["GITHUB_ACTIONS"] = "true" }).Should().Be(CiSystem.GitHub);
        CiCommands.Detect(new Dictionary<string, string> { ["TF_BUILD"] = "True" }).Should().Be(CiSystem.Azure);
        CiCommands.Detect(new Dictionary<string, string> { ["CI"] = "true" }).Should().Be(CiSystem.None);
    }
}
