using System.Text;
using GoDockerTasks.Resilience;

namespace GoDockerTasks.Tests.Resilience;

[TestFixture]
public sealed class LogReaderTests
{
    [Test]
    public void Lines_are_counted_from_one_whatever_ends_them() =>
        Read("one\r\ntwo\n\nfour"u8.ToArray()).Should().Equal(new(1, "one"), new(2, "two"), new(3, ""), new(4, "four"));

    [Test]
    public void A_line_that_overwrites_itself_is_several_texts_of_one_number() =>
        Read("10%\r20%\r100%\nnext"u8.ToArray()).Should().Equal(new(1, "10%"), new(1, "20%"), new(1, "100%"), new(2, "next"));

    [Test]
    public void Each_line_has_its_own_encoding()
    {
        var gbk = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes("磁盘空间不足");

        Read([.. "UTF-8: 磁盘\n"u8, .. gbk, .. "\nend"u8]).Should().Equal(new LogLine(1, "UTF-8: 磁盘"), new LogLine(2, "磁盘空间不足"), new LogLine(3, "end"));
    }

    [TestCase("utf-16")]
    [TestCase("utf-16BE")]
    [TestCase("utf-8")]
    public void A_byte_order_mark_is_understood(string encoding)
    {
        var writes = Encoding.GetEncoding(encoding);

        Read([.. writes.GetPreamble(), .. writes.GetBytes("first\nzweite Zeile: ä")]).Should().Equal(new LogLine(1, "first"), new LogLine(2, "zweite Zeile: ä"));
    }

    [Test]
    public void A_line_without_end_comes_in_pieces() =>
        Read(Enumerable.Repeat((byte)'x', 1_000_000).ToArray()).Should().HaveCountGreaterThan(2)
            .And.OnlyContain(line => line.Number == 1);

    [Test]
    public void A_line_is_not_cut_inside_a_character() =>
        string.Concat(Read([(byte)'x', .. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("盘", 200_000)))]).Select(line => line.Text))
            .Should().Be("x" + string.Concat(Enumerable.Repeat("盘", 200_000)));

    [TestCase(new byte[] { })]
    [TestCase(new byte[] { 0xFF })]
    [TestCase(new byte[] { 0xFF, 0xFE })]
    [TestCase(new byte[] { 0, 1, 2, 0x80, 0xC0, 0x0A, 0xFF })]
    public void Any_bytes_are_read(byte[] bytes) =>
        FluentActions.Invoking(() => Read(bytes)).Should().NotThrow();

    private static List<LogLine> Read(byte[] bytes) => [.. LogReader.Read(new MemoryStream(bytes), CancellationToken.None)];
}
