// As many goroutines as requests may be in flight take the next URL until none is left. They share
// a transport that keeps a connection for each: of its own accord it would keep two.
//
// The command line: URL COUNT IN_FLIGHT LAPS [numbered]
package main

import (
	"crypto/tls"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"
)

type total struct {
	Ok          int     `json:"ok"`
	Failed      int     `json:"failed"`
	Bytes       int     `json:"bytes"`
	Seconds     float64 `json:"seconds"`
	CpuSeconds  float64 `json:"cpuSeconds"`
	ResidentKib int64   `json:"residentKib"`
}

func fetchAll(client *http.Client, urls []string, inFlight int) (all total) {
	waiting := make(chan string, inFlight)
	lengths := make(chan int, inFlight)
	for i := 0; i < inFlight; i++ {
		go func() {
			for url := range waiting {
				lengths <- fetchOne(client, url)
			}
		}()
	}
	go func() {
		for _, url := range urls {
			waiting <- url
		}
		close(waiting)
	}()
	for range urls {
		if length := <-lengths; length < 0 {
			all.Failed++
		} else {
			all.Ok++
			all.Bytes += length
		}
	}
	return all
}

// fetchOne returns the length of the body, or -1.
func fetchOne(client *http.Client, url string) int {
	response, err := client.Get(url)
	if err != nil {
		return -1
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		return -1
	}
	return len(body)
}

func main() {
	count, inFlight, laps := number(2), number(3), number(4)
	urls := make([]string, count)
	for i := range urls {
		urls[i] = os.Args[1]
		if len(os.Args) > 5 && os.Args[5] == "numbered" {
			urls[i] += map[bool]string{true: "&n=", false: "?n="}[strings.Contains(urls[i], "?")] + strconv.Itoa(i)
		}
	}
	client := &http.Client{Transport: &http.Transport{
		MaxIdleConnsPerHost:   inFlight,
		DisableCompression:    true,
		ResponseHeaderTimeout: 30 * time.Second,
		TLSNextProto:          map[string]func(string, *tls.Conn) http.RoundTripper{}, // no HTTP/2
	}}
	for lap := 0; lap < laps; lap++ {
		began, before := time.Now(), usage()
		all := fetchAll(client, urls, inFlight)
		after := usage()
		all.Seconds = time.Since(began).Seconds()
		all.CpuSeconds = seconds(after) - seconds(before)
		all.ResidentKib = after.Maxrss
		line, _ := json.Marshal(all)
		fmt.Println(string(line))
	}
}

func number(argument int) int {
	value, err := strconv.Atoi(os.Args[argument])
	if err != nil {
		panic(err)
	}
	return value
}

func usage() (used syscall.Rusage) {
	syscall.Getrusage(syscall.RUSAGE_SELF, &used)
	return used
}

func seconds(used syscall.Rusage) float64 {
	return float64(used.Utime.Nano()+used.Stime.Nano()) / 1e9
}
