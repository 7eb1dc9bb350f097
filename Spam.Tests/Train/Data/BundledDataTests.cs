using Spam.Train.Data;

namespace Spam.Tests.Train.Data;

public class BundledDataTests
{
    [Fact]
    public void It_is_found_from_a_folder_below()
    {
        var path = BundledData.Find(AppContext.BaseDirectory);

        Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, path)));
    }

    [Fact]
    public void Outside_the_repository_the_option_is_named()
    {
        var error = Assert.Throws<DataSetException>(() => BundledData.Find(Path.GetPathRoot(AppContext.BaseDirectory)!));

        Assert.Contains("--data", error.Message, StringComparison.Ordinal);
    }
}
