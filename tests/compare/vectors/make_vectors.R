# Rscript make_vectors.R, in this folder, writes
#
# ratio.csv: intervals of ratios of Poisson rates, and bounds of one rate, by R's
# exact tests;
# t_z.csv: what few blocks cost, (t / z)^2. (t.isf of SciPy 1.10 is good to
# 1e-8 only.)
#
# poisson.test(c(N2, N1), c(A2, A1)) is the conditional binomial test, its
# interval that of Clopper and Pearson. Where a count is 0 the program gives a
# one-sided 95 % bound, so alternative = "less" or "greater" is asked for.
version <- paste("# R", paste(R.version$major, R.version$minor, sep = "."))
sink("ratio.csv")
cat(version, "poisson.test, binom.test\n")
cat("count1,area1,count2,area2,low95,high95,low90,high90,upper2\n")

areas <- list(c(1, 1), c(3.2, 11.7), c(40, 0.35))
counts <- c(0, 1, 2, 7, 60, 1200, 250000)

text <- function(x) if (is.infinite(x)) "" else sprintf("%.17g", x)

ratio <- function(n1, a1, n2, a2, level) {
  alternative <- "two.sided"
  if (n1 == 0) alternative <- "greater"
  if (n2 == 0) alternative <- "less"
  if (alternative != "two.sided") level <- 0.95
  poisson.test(c(n2, n1), c(a2, a1), alternative = alternative,
               conf.level = level)$conf.int
}

for (a in areas) for (n1 in counts) for (n2 in counts) {
  if (n1 + n2 == 0) next
  both <- ratio(n1, a[1], n2, a[2], 0.95)
  # The same by binom.test, or this is not what its name says.
  if (n1 > 0 && n2 > 0) {
    p <- binom.test(n2, n1 + n2)$conf.int
    stopifnot(abs(p / (1 - p) * a[1] / a[2] / both - 1) < 1e-9)
  }
  margin <- ratio(n1, a[1], n2, a[2], 0.90)
  upper <- poisson.test(n2, a[2], alternative = "less")$conf.int[2]
  cat(paste(c(n1, a[1], n2, a[2], text(both[1]), text(both[2]),
              text(margin[1]), text(margin[2]), text(upper)),
            collapse = ","), "\n", sep = "")
}

sink("t_z.csv")
cat(version, "qt, qnorm\n")
cat("blocks,tail,inflation\n")
for (blocks in c(2, 2.5, 4, 13.7, 40, 1000)) for (tail in c(0.025, 0.05)) {
  cat(paste(blocks, tail, text((qt(tail, blocks - 1) / qnorm(tail))^2),
            sep = ","), "\n", sep = "")
}
sink()
