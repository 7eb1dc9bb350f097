using System.Globalization;
using System.Text.RegularExpressions;
using Spam.Keras.Callbacks;
using Spam.Keras.Layers;
using Spam.Keras.Losses;
using Spam.Keras.Models;
using Spam.Keras.Optimizers;
using Spam.Tests.Keras.Models;

namespace Spam.Tests.Keras.Callbacks;

/// <summary>
/// What ReduceLROnPlateau and EarlyStopping print between the lines of the progress bar. Keras was told to count only a fall of the loss by 1
/// as progress, to lower the rate after one epoch without it and to stop after two.
/// </summary>
public partial class CallbackTextGoldenTests
{
    [SkippableTheory, InlineData("fit_callbacks_verbose1.keras2.txt"), InlineData("fit_callbacks_verbose2.keras2.txt")]
    public void The_text_is_Keras(string file)
    {
        var golden = File.ReadAllText(GoldenData.Require($"numerics/text_output/{file}"));
        var verbose = file.Contains("verbose1", StringComparison.Ordinal) ? Verbose.ProgressBar : Verbose.OneLine;
        var output = new StringWriter();
        var epochs = Epoch().Split(golden).Skip(1).Select(ProgressText.Read).ToList();
        var firstRate = 10 * double.Parse(Reduction().Match(golden).Groups[1].Value, CultureInfo.InvariantCulture); // the bar shows too few digits of it
        var model = new Sequential([new InputLayer(1), new Dense(2, "softmax")], seed: 1);
        model.Compile(new Adam((float)firstRate), new CategoricalCrossentropy());
        Callback[] callbacks =
        [
            new ReduceLROnPlateau("loss", patience: 1, minDelta: 1, verbose: true),
            new EarlyStopping("loss", minDelta: 1, patience: 2, restoreBestWeights: golden.Contains("Restoring", StringComparison.Ordinal), verbose: true),
        ];
        foreach (var callback in callbacks)
            (callback.Model, callback.Output) = (model, output);

        Replay(epochs, callbacks, verbose, output);

        Assert.Equal(ProgressText.WithoutTimes(golden), ProgressText.WithoutTimes(output.ToString()));
    }

    static void Replay(List<ProgressText> epochs, Callback[] callbacks, Verbose verbose, StringWriter output)
    {
        foreach (var callback in callbacks)
            callback.OnTrainBegin();
        for (var epoch = 0; epoch < epochs.Count; epoch++)
        {
            output.Write($"Epoch {epoch + 1}/6\n");
            var bar = new ProgressBar(epochs[epoch].Target, verbose, output, new StandingClock());
            foreach (var state in epochs[epoch].States.SkipLast(1))
                bar.Update(state.Current, state.Figures);
            var logs = epochs[epoch].States[^1].Figures.Where(figure => figure.Key != "lr").ToDictionary();
            foreach (var callback in callbacks)
                callback.OnEpochEnd(epoch, logs);
            bar.Finish(logs);
        }

        foreach (var callback in callbacks)
            callback.OnTrainEnd();
    }

    [GeneratedRegex(@"reducing learning rate to (.*)\.\n")]
    private static partial Regex Reduction();

    [GeneratedRegex(@"^Epoch \d+/\d+\n", RegexOptions.Multiline)]
    private static partial Regex Epoch();
}
