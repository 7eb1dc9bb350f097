using Spam.Train.Training;

namespace Spam.Train.Trials;

/// <summary>One choice of settings, and how good it was on the rows that were held back.</summary>
/// <param name="Number">Counted from 1; the first has the settings that would be trained without a search.</param>
/// <param name="Options">The settings, with the number of epochs after which it was best.</param>
/// <param name="Choice">What was chosen, for people.</param>
/// <param name="Score">The accuracy after that epoch; where texts may have several labels, the micro F1.</param>
/// <param name="Time">How long it took.</param>
sealed record Trial(int Number, TrainOptions Options, string Choice, double Score, TimeSpan Time);
