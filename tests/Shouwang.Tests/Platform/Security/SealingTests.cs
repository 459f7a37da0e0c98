using System.Security.Cryptography;
using CsCheck;
using Shouwang.Platform.Security;
using Shouwang.Tests.Given;
using Xunit;

namespace Shouwang.Tests.Platform.Security;

public sealed class SealingTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly Sealing sealing;

    public SealingTests() => sealing = new Sealing(KeyRing.OpenOrCreate(folder.File("keys")));

    public void Dispose()
    {
        sealing.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void What_was_sealed_opens_in_its_place() =>
        Gen.Select(Gen.Byte.Array[0, 300], Gen.Byte.Array[0, 40]).Sample((plain, place) =>
        {
            var box = sealing.Seal(plain, place);
            Assert.Equal(plain.Length + Sealing.Overhead, box.Length);
            Assert.Equal(1, box[0]);
            Assert.Equal(plain, sealing.Open(box, place));
        });

    [Fact]
    public void Sealed_bytes_do_not_open_in_another_persons_row()
    {
        var box = sealing.Seal("6217001"u8, "account/1"u8);

        Assert.ThrowsAny<CryptographicException>(() => sealing.Open(box, "account/2"u8));
    }

    [Fact]
    public void One_changed_bit_anywhere_is_noticed() =>
        Gen.Select(Gen.Byte.Array[1, 60], Gen.UInt).Sample((plain, where) =>
        {
            var box = sealing.Seal(plain, []);
            box[where / 8 % box.Length] ^= (byte)(1 << (int)(where % 8));
            Assert.ThrowsAny<CryptographicException>(() => sealing.Open(box, []));
        });

    [Theory]
    [InlineData(0)]
    [InlineData(Sealing.Overhead - 1)]
    public void Too_few_bytes_are_no_sealed_text(int length) =>
        Assert.ThrowsAny<CryptographicException>(() => sealing.Open(new byte[length], []));

    [Fact]
    public void The_same_text_is_sealed_differently_each_time() =>
        Assert.NotEqual(sealing.Seal("a"u8, []), sealing.Seal("a"u8, []));

    [Fact]
    public void Many_threads_seal_and_open_at_once() => Parallel.For(0, 2_000, i =>
    {
        var plain = BitConverter.GetBytes(i);
        Assert.Equal(plain, sealing.Open(sealing.Seal(plain, "p"u8), "p"u8));
    });
}
