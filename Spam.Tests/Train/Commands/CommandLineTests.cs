using Spam.Tests.Train.Training;

namespace Spam.Tests.Train.Commands;

public sealed class CommandLineTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--epocs 3", "train has no option --epocs. Did you mean --epochs?")]
    [InlineData("train --batchsize=3", "train has no option --batchsize. Did you mean --batch-size?")]
    [InlineData("trian", "There is no command 'trian'. Did you mean train?")]
    [InlineData("serve", "There is no command 'serve'. The commands are train, predict, explain, evaluate, dataset, convert, inspect, completion.")]
    [InlineData("inspekt x", "There is no command 'inspekt'. Did you mean inspect?")]
    [InlineData("convert a b --kears 2", "convert has no option --kears. Did you mean --keras?")]
    [InlineData("convert a b.keras --keras 4", "--keras got '4'; it takes 2 or 3 or both.")]
    [InlineData("convert a b.onnx", "'b.onnx' has no ending of a form that is written; valid are .keras, .h5, .weights.h5, .ckpt, and none for a SavedModel folder.")]
    [InlineData("convert a b.keras --weights-only", "'b.keras' has no ending of a form of weights; valid are .weights.h5, .h5, and none or .ckpt for a TensorFlow checkpoint.")]
    [InlineData("convert a b.ckpt --keras 3", "--keras 3 is not for TensorFlow checkpoints, which Keras 3 does not read; .weights.h5 is its form of weights.")]
    [InlineData("convert a", "Required argument 'TARGET' missing for command: 'convert'.")]
    [InlineData("inspect", "Required argument 'PATH' missing for command: 'inspect'.")]
    [InlineData("--format onnx", "--format got 'onnx'; it takes saved_model or keras or h5.")]
    [InlineData("predict --modl x", "predict has no option --modl. Did you mean --model?")]
    [InlineData("predict --epochs 3", "predict has no option --epochs. Its options are --model, --json, --jsonl, --text-field, --prefix, --threads, --allow-bad-lines, --quiet, --help.")]
    [InlineData("explain", "Required argument 'TEXT' missing for command: 'explain'.")]
    [InlineData("explain --jsn x", "explain has no option --jsn. Did you mean --json?")]
    [InlineData("dataset --dedup exact", "--dedup is for what is written. Name a file with --out, or leave --dedup out.")]
    [InlineData("dataset --out a.csv --stratify", "--stratify goes with --split. Add it, as --split test=0.2, or leave --stratify out.")]
    [InlineData("dataset --out a.csv --split train=0.2", "--split got 'train=0.2'; it takes parts with shares above 0 that sum to less than 1, as test=0.2 or test=0.2,validation=0.1. The rest is train.")]
    [InlineData("dataset --out a.csv --split a=0.5,b=0.5", "--split got 'a=0.5,b=0.5'; it takes parts with shares above 0 that sum to less than 1, as test=0.2 or test=0.2,validation=0.1. The rest is train.")]
    [InlineData("dataset --from xml", "--from got 'xml'; it takes csv or tsv or jsonl or fasttext or sms or folder.")]
    [InlineData("predict --prefix p_", "--prefix goes with --jsonl. Add it, or leave --prefix out.")]
    [InlineData("predict --jsonl hello", "--jsonl reads the standard input; TEXT is given as well. Leave one of them out.")]
    [InlineData("predict --jsonl --json", "--jsonl and --json do not go together: --jsonl writes JSON lines as it is.")]
    [InlineData("--epochs x", "--epochs got 'x'; it takes a whole number from 1 to 1000000.")]
    [InlineData("--epochs 0", "--epochs got '0'; it takes a whole number from 1 to 1000000.")]
    [InlineData("--seed -1", "--seed got '-1'; it takes a whole number of 0 or more.")]
    [InlineData("--dropout 0,5", "--dropout got '0,5'; it takes a number from 0 and below 1, as 0.3.")]
    [InlineData("--dropout 1", "--dropout got '1'; it takes a number from 0 and below 1, as 0.3.")]
    [InlineData("--dropout NaN", "--dropout got 'NaN'; it takes a number from 0 and below 1, as 0.3.")]
    [InlineData("--test-size 0", "--test-size got '0'; it takes a number above 0 and below 1, as 0.3.")]
    [InlineData("--recurrent-masks both", "--recurrent-masks got 'both'; it takes per-sequence or per-step.")]
    [InlineData("--model lstn", "--model got 'lstn'; it takes lstm or bilstm or gru or cnn or average or attention or transformer or bag-of-words, or the path of a .json file that describes a network.")]
    [InlineData("--trials 1", "--trials got '1'; it takes a whole number from 2 to 1000.")]
    [InlineData("--honest perhaps", "Unrecognized command or argument 'perhaps'.")]
    [InlineData("--preset keras", "--preset got 'keras'; it takes workshop.")]
    [InlineData("--version ../x", "--version got '../x'; it takes 1 to 64 letters, digits, full stops, dashes and underscores, the first of them a letter or digit.")]
    [InlineData("--labels ham,,spam", "--labels got 'ham,,spam'; it takes names with commas between, as ham,spam.")]
    [InlineData("--dry-run --resume", "--dry-run trains nothing, so there is nothing for --resume to go on with. Leave one of them out.")]
    [InlineData("completion csh", "There is no completion for 'csh'; there is for bash, zsh, fish, pwsh.")]
    [InlineData("inspect --quite x", "inspect has no option --quite. Did you mean --quiet?")]
    [InlineData("train more", "Unrecognized command or argument 'more'.")]
    [InlineData("--epochs", "Required argument missing for option: '--epochs'.")]
    public void Wrong_usage_is_answered_with_the_right_one(string args, string message)
    {
        var run = CommandLineRun.Of(_folder.Path, args);

        Assert.Equal($"Error: {message}{Environment.NewLine}All commands and options: dotnet run --project Spam.Train -- --help{Environment.NewLine}", run.Error);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
    }

    [Fact]
    public void A_column_of_the_data_cannot_send_codes_to_the_terminal()
    {
        _folder.Write("data.csv", "\u001b[2J,text\na,b\n");

        var run = CommandLineRun.Of(_folder.Path, "--data data.csv");

        Assert.Contains(@"its columns are '\u001b[2J', 'text'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_that_cannot_be_written_to_is_noticed_before_training()
    {
        TinyData.Write(_folder);
        _folder.Write("file", "");

        var run = CommandLineRun.Of(_folder.Path, "--data data.csv --out file");

        Assert.Equal(1, run.ExitCode);
        Assert.DoesNotContain("Epoch", run.Output, StringComparison.Ordinal);
        Assert.Contains("file", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help", "predict")]
    [InlineData("train --help", "--recurrent-dropout")]
    [InlineData("predict --help", "--jsonl")]
    [InlineData("explain -h", "--json")]
    [InlineData("train --help", "bag-of-words")]
    [InlineData("train --help", "--config")]
    [InlineData("train --help", "--trials")]
    [InlineData("train --help", "--multi-label")]
    [InlineData("train --help", "--balance")]
    [InlineData("evaluate -h", "--all-rows")]
    [InlineData("dataset -h", "--show-texts")]
    [InlineData("convert -h", "--weights-only")]
    [InlineData("inspect -h", "--json")]
    [InlineData("train --help", "--resume")]
    [InlineData("train --help", "--tensorboard")]
    [InlineData("convert -h", "--quiet")]
    [InlineData("completion -h", "bash, zsh, fish, pwsh")]
    public void Help_names_what_there_is(string args, string part)
    {
        var run = CommandLineRun.Of(_folder.Path, args);

        Assert.Contains(part, run.Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("--data none.csv", "none.csv does not exist. Name a CSV file with --data.")]
    [InlineData("predict hello", "does not exist. Train a model first")]
    [InlineData("evaluate --model none", "does not exist. Train a model first")]
    [InlineData("convert none.h5 a.keras", "none.h5 is not there; a model folder,")]
    [InlineData("inspect none.h5", "none.h5 is not there: a SavedModel folder,")]
    public void What_cannot_be_done_ends_with_one(string args, string message)
    {
        var run = CommandLineRun.Of(_folder.Path, args);

        Assert.StartsWith("Error: ", run.Error);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.ExitCode);
    }
}
